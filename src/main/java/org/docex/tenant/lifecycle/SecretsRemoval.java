package org.docex.tenant.lifecycle;

import org.docex.tenant.boundary.PrivateFiles;
import org.docex.tenant.plan.Removal;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Removes the files of secrets that the tenant's rows refer to. */
final class SecretsRemoval extends Removal {
    private final PrivateFiles files;
    private final Path folder;

    SecretsRemoval(Path home, String tenant) {
        super("secrets");
        this.files = new PrivateFiles(home);
        this.folder = home.resolve(PrivateFiles.SECRETS).resolve(tenant);
    }

    @Override
    public boolean isDone(Statements statements) {
        return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void apply(Statements statements) throws IOException {
        files.deleteTree(folder);
    }
}
