package org.docex.storage;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Says what is wrong with a bucket and what cures it, without keys of objects and without secrets.
 *
 * @param rights what the credentials must be allowed
 */
record S3Faults(S3Settings settings, String rights) {
    /** Of who also writes. */
    static final String ALL = "s3:ListBucket, s3:ListBucketMultipartUploads, s3:GetObject, "
            + "s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload";
    /** Of who only reads. */
    static final String READING = "s3:ListBucket and s3:GetObject";

    private static final Set<String> IDENTITY = Set.of(
            "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "RequestTimeTooSkewed");
    private static final Set<String> REGION = Set.of(
            "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");

    /** @param what the end of the sentence "It could not be ...", for example {@code read} */
    IOException of(String what, Exception failure) {
        return new IOException(said(what, failure), failure);
    }

    String said(String what, Exception failure) {
        String subject = "The bucket '" + settings.bucket() + "'" + settings.endpoint().map(at -> " at " + at).orElse("");
        return failure instanceof SdkServiceException refused
                ? subject + refusal(what, refused)
                : subject + noAnswer(what, failure);
    }

    /** The code that S3 gave; empty where it gave none, as to HEAD. */
    static String code(SdkServiceException refused) {
        return refused instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? Optional.ofNullable(aws.awsErrorDetails().errorCode()).orElse("")
                : "";
    }

    private String refusal(String what, SdkServiceException refused) {
        String code = code(refused);
        int status = refused.statusCode();
        String why = " (" + (code.isEmpty() ? "" : code + ", ") + "status " + status + ")";
        if (code.equals("NoSuchBucket")) {
            return " does not exist" + why + ". Create it, or correct its name.";
        }
        if (REGION.contains(code) || status == 301) {
            return " lies in another region" + why + ". Correct region or endpoint.";
        }
        if (IDENTITY.contains(code)) {
            return " does not know who asks" + why + ". Correct the credentials, and the clock of this server.";
        }
        if (status == 401 || status == 403) {
            return " could not be " + what + ": access is denied" + why
                    + ". Give these credentials the rights " + rights + ".";
        }
        if (code.equals("NotImplemented") || status == 501) {
            return " could not be " + what + ": its server lacks what is needed" + why
                    + ". Use one that knows If-None-Match on writes and multipart uploads.";
        }
        if (status >= 500 || status == 429) {
            return " could not be " + what + ": its server fails or is overloaded" + why + ". Repeat the call.";
        }
        return " could not be " + what + why + ". Repeat the call; if it fails again, look at the log of the S3 server.";
    }

    private static String noAnswer(String what, Exception failure) {
        if (failure instanceof RejectedExecutionException) {
            return " could not be " + what + ": this server stops.";
        }
        if (failure instanceof ApiCallAttemptTimeoutException || failure instanceof ApiCallTimeoutException
                || causedBy(failure, SocketTimeoutException.class)) {
            return " could not be " + what + ": its server did not answer in time. Repeat the call, and look at the network.";
        }
        if (causedBy(failure, UnknownHostException.class) || causedBy(failure, ConnectException.class)) {
            return " could not be " + what + ": its server cannot be reached. Correct the endpoint, or bring back the network.";
        }
        if (causedBy(failure, SSLHandshakeException.class)) {
            return " could not be " + what + ": the certificate of its server is not trusted. "
                    + "Put it into the trust store of this server, or correct the endpoint.";
        }
        if (causedBy(failure, IOException.class)) {
            return " could not be " + what + ": the connection broke. Repeat the call, and look at the network.";
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains("credentials")) {
            return " could not be " + what + ": no credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
        }
        if (message.contains("region")) {
            return " could not be " + what + ": no region was found. Name it in the settings, or set AWS_REGION.";
        }
        return " could not be " + what + " (" + failure.getClass().getSimpleName() + "). Repeat the call.";
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
