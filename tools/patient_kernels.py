"""A plugin of pytest for `make coverage`: kernels are asked to end, not killed, and so write what they covered."""

from nbval.kernel import RunningKernel


def stop(kernel):
    kernel.kc.stop_channels()
    kernel.km.shutdown_kernel(now=False)
    del kernel.km


RunningKernel.stop = stop
