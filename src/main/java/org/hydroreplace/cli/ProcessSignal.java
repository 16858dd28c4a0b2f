package org.hydroreplace.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * A signal of the operating system. {@code sun.misc.Signal} (module jdk.unsupported) is Java's only way to one; it is called
 * by reflection, because the compiler warns of it in a way that cannot be turned off for one class.
 */
final class ProcessSignal {
    private final String name;
    private final Object signal;
    private final Method handle;
    private final Object former;

    private ProcessSignal(String name, Runnable received) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        this.name = name;
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        this.signal = type.getConstructor(String.class).newInstance(name);
        this.handle = type.getMethod("handle", type, handlerType);
        MethodHandle run = MethodHandles.lookup()
                .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                .bindTo(received);
        this.former = install(
                MethodHandleProxies.asInterfaceInstance(handlerType, MethodHandles.dropArguments(run, 0, type)));
    }

    /**
     * Has a signal call something, on a thread of its own, instead of what it does now.
     *
     * @param name without SIG, such as TERM
     * @throws UnsupportedOperationException with a reason, if this Java machine does not let it
     */
    static ProcessSignal handle(String name, Runnable received) {
        try {
            return new ProcessSignal(name, received);
        } catch (InvocationTargetException e) {
            throw new UnsupportedOperationException(
                    String.valueOf(e.getTargetException().getMessage()), e);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException(e.toString(), e);
        }
    }

    private Object install(Object handler) throws ReflectiveOperationException {
        return handle.invoke(null, signal, handler);
    }

    /** Has the signal do again what it did before. */
    void restore() {
        try {
            install(former);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIG" + name + " was handled and now cannot be", e);
        }
    }
}
