using System.Runtime.InteropServices;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Turns the one error number of a failed spawn into what was wrong and what to do.</summary>
internal static class LaunchFailure
{
    public static LaunchException Create(LaunchRequest request, string file, int error)
    {
        var program = request.Arguments[0];
        var reason = Marshal.GetPInvokeErrorMessage(error);
        foreach (var log in new[] { request.OutputPath, request.ErrorPath })
        {
            if (log is not null && !CanAppend(log))
                return new LaunchException($"Cannot start '{program}': its log '{log}' cannot be written ({reason}). Make the file and its folder writable.");
        }

        if (error == Errno.BadFormat)
            return new LaunchException($"Cannot start '{program}': '{file}' is neither a program for this system nor a script. Begin a script with a line such as #!/bin/sh.");
        if (error == Errno.NotFound)
            return new LaunchException($"Cannot start '{program}': the interpreter that '{file}' names in its first line, or its loader, does not exist. Install it or correct that line.");
        if (error == Errno.TooBig)
            return new LaunchException($"Cannot start '{program}': its arguments and environment are too large for the system. Shorten them.");
        if (error == Errno.TryAgain || error == Errno.NoMemory)
            return new LaunchException($"Cannot start '{program}': the system has no room for another process ({reason}). End other programs or raise the limit ('ulimit -u').");
        return error == Errno.AccessDenied
            ? new LaunchException($"Cannot start '{program}': access to '{file}' or to the folder '{request.WorkingDirectory}' is denied. Correct their permissions.")
            : new LaunchException($"Cannot start '{program}' ('{file}') in '{request.WorkingDirectory}': {reason} (error {error}).");
    }

    private static bool CanAppend(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
