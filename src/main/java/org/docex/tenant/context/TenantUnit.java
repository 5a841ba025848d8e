package org.docex.tenant.context;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantDirectory;
import org.docex.tenant.UserContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work of one user of one tenant.
 *
 * <p>Its life: {@code open} admits the context and fixes the boundary; {@code bind} makes it the current unit of this
 * thread, once; {@code close} ends it, destroys its beans and leaves the thread as it was before. It is never reopened.
 */
public final class TenantUnit {
    private enum State { OPEN, BOUND, CLOSED }

    private static final ThreadLocal<TenantUnit> CURRENT = new ThreadLocal<>();

    private final UserContext context;
    private final TenantDirectory directory;
    private final Boundary boundary;
    private final UnitBeans beans = new UnitBeans();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    private TenantUnit(UserContext context, TenantDirectory directory, Boundary boundary) {
        this.context = context;
        this.directory = directory;
        this.boundary = boundary;
    }

    /** @throws DocexException what {@link TenantDirectory#admit} refuses */
    static TenantUnit open(UserContext context, TenantDirectory directory) {
        return new TenantUnit(context, directory, directory.admit(context));
    }

    /** The unit bound to this thread, if any. */
    public static Optional<TenantUnit> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** @throws DocexException {@code CONTEXT_REQUIRED} when no unit is bound to this thread */
    public static TenantUnit required() {
        return current().orElseThrow(TenantUnit::noContext);
    }

    /** The refusal of work without a unit. */
    public static DocexException noContext() {
        return new DocexException(ErrorCode.CONTEXT_REQUIRED,
                "A user context is required. Call with a token, or through DocEX.as(userContext).");
    }

    public UserContext userContext() {
        return context;
    }

    public Boundary boundary() {
        return boundary;
    }

    /**
     * Asks again whether the tenant may work; done at the first use of the database in every transaction.
     *
     * @throws DocexException what {@link TenantDirectory#admit} refuses, {@code TENANT_INACTIVE} when the boundary moved
     */
    public void readmit() {
        if (!directory.admit(context).isSameAs(boundary)) {
            throw new DocexException(ErrorCode.TENANT_INACTIVE, "The tenant was moved meanwhile. Repeat the call.");
        }
    }

    UnitBeans beans() {
        return beans;
    }

    /** Makes this the current unit; {@link Binding#close} restores the one before and closes this one. */
    Binding bind() {
        if (!state.compareAndSet(State.OPEN, State.BOUND)) {
            throw new IllegalStateException("A tenant unit is bound once; this one is " + state.get());
        }
        TenantUnit before = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            try {
                state.set(State.CLOSED);
                beans.destroy();
            } finally {
                restore(before);
            }
        };
    }

    /** Removes a unit that somebody left on this thread. */
    static Optional<TenantUnit> clearLeftover() {
        Optional<TenantUnit> leftover = current();
        CURRENT.remove();
        return leftover;
    }

    private static void restore(@Nullable TenantUnit before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    /** A bound unit, to be closed by who bound it. */
    interface Binding extends AutoCloseable {
        @Override
        void close();
    }
}
