package org.docex.cli.document;

import org.docex.cli.client.RestClient;
import org.docex.cli.client.ServerRefusal;
import org.docex.cli.files.LocalFiles;
import org.docex.cli.output.Progress;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Brings many files to an uploader, some at once, while folders are still being walked. The failure of one file is told
 * and counted, and the others go on; only a server that is gone and a token that is refused end the run.
 */
final class Intake {
    private final RestClient server;
    private final Uploader uploader;
    private final Tally tally;
    private final Progress progress;
    private final int parallel;
    private final Semaphore free;
    private final AtomicReference<Optional<CliException>> end = new AtomicReference<>(Optional.empty());

    Intake(RestClient server, Uploader uploader, Tally tally, Progress progress, int parallel) {
        this.server = server;
        this.uploader = uploader;
        this.tally = tally;
        this.progress = progress;
        this.parallel = parallel;
        this.free = new Semaphore(parallel);
    }

    /** @param name of the only file, if it shall have another one than its own */
    void addAll(List<Path> paths, Optional<String> name) {
        UnaryOperator<LocalDocument> named = document -> name.map(document::withName).orElse(document);
        ExecutorService workers = Executors.newFixedThreadPool(parallel);
        try {
            for (Path path : paths) {
                if (Files.isDirectory(path)) {
                    new LocalTree(path, document -> submit(workers, document), (skipped, why) ->
                            progress.say("skipped " + skipped + ": " + why), this::unreadable).walk();
                } else {
                    submit(workers, named.apply(LocalDocument.named(path)));
                }
            }
        } finally {
            await(workers);
        }
        throwEnd();
    }

    /** Waits for a free worker, so that a tree of any size is never held in memory. */
    private void submit(ExecutorService workers, LocalDocument document) {
        throwEnd();
        free.acquireUninterruptibly();
        workers.execute(() -> {
            try {
                add(document);
            } finally {
                free.release();
            }
        });
    }

    private void add(LocalDocument document) {
        if (end.get().isPresent()) {
            return;
        }
        try {
            tally.done(uploader.add(document));
            progress.moved();
        } catch (CliException e) {
            fail(document.file(), e);
        } catch (RuntimeException e) {
            end.compareAndSet(Optional.empty(), Optional.of(new CliException(ExitCode.PARTLY,
                    document.file() + ": " + e + ". This is a fault of docex; please report it.", e)));
        }
    }

    private void unreadable(Path path) {
        fail(path, LocalFiles.unreadable(path, new IOException("not readable")));
    }

    private void fail(Path path, CliException failure) {
        tally.failed();
        progress.say(failure.at(path.toString()).getMessage());
        if (failure.exit() == ExitCode.UNREACHABLE && !server.answers()
                || failure instanceof ServerRefusal refusal && refusal.isOfToken()) {
            end.compareAndSet(Optional.empty(), Optional.of(new CliException(failure.exit() == ExitCode.UNREACHABLE
                    ? ExitCode.UNREACHABLE : tally.exit(), "Stopped: " + tally.get() + ". " + failure.getMessage()
                    + " Then repeat the same command; what is there already is not sent again.", failure)));
        }
    }

    private void throwEnd() {
        end.get().ifPresent(reason -> {
            throw reason;
        });
    }

    private static void await(ExecutorService workers) {
        workers.shutdown();
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
                workers.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
