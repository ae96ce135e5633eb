namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The signals that process-compose files write as numbers.</summary>
internal static class SignalNumbers
{
    // As signal(7) of Linux counts them; macOS counts otherwise. A few have no name that both know.
    private static readonly string[] Linux =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM",
        "SIGTERM", "16", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF",
        "SIGWINCH", "SIGIO", "30", "SIGSYS",
    ];

    private static readonly string[] Mac =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "7", "SIGFPE", "SIGKILL", "SIGBUS", "SIGSEGV", "SIGSYS", "SIGPIPE", "SIGALRM",
        "SIGTERM", "SIGURG", "SIGSTOP", "SIGTSTP", "SIGCONT", "SIGCHLD", "SIGTTIN", "SIGTTOU", "SIGIO", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF",
        "SIGWINCH", "29", "SIGUSR1", "SIGUSR2",
    ];

    /// <summary>What a definition calls a number from 1 to 31 on this system; null for any other.</summary>
    public static string? NameOf(int number)
    {
        var names = OperatingSystem.IsMacOS() ? Mac : Linux;
        return number >= 1 && number < names.Length ? names[number] : null;
    }
}
