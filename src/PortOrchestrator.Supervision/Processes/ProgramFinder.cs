using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Finds the file of a program as a shell would, in the PATH of the service instead of ours.</summary>
internal static class ProgramFinder
{
    private const int Executable = 1;
    private const string SystemPath = "/usr/local/bin:/usr/bin:/bin";

    public static string Find(LaunchRequest request)
    {
        var program = request.Arguments[0];
        if (program.Contains('/')) return Check(program, Path.Combine(request.WorkingDirectory, program));
        var path = request.Environment.GetValueOrDefault("PATH") ?? SystemPath;
        string? unusable = null;
        foreach (var folder in path.Split(':'))
        {
            // An empty entry means the working folder, as in every shell.
            var file = Path.Combine(request.WorkingDirectory, folder, program);
            if (!File.Exists(file)) continue;
            if (Libc.Access(file, Executable) == 0) return file;
            unusable ??= file;
        }

        throw unusable is null
            ? new LaunchException($"Cannot start '{program}': no such program in PATH ({path}). Install it, correct the command, or add its folder to PATH in 'env'.")
            : NotExecutable(program, unusable);
    }

    /// <summary>Whether the system runs it by itself: a shell also finds its own words, and reads a file that is neither a program nor names one.</summary>
    public static bool IsProgram(LaunchRequest request)
    {
        try
        {
            using var file = File.OpenHandle(Find(request));
            Span<byte> head = stackalloc byte[4];
            var length = RandomAccess.Read(file, head, 0);
            return head[..length].StartsWith("#!"u8) || head[..length].SequenceEqual("\u007fELF"u8);
        }
        catch (Exception e) when (e is LaunchException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Check(string program, string file)
    {
        if (Directory.Exists(file)) throw new LaunchException($"Cannot start '{program}': '{file}' is a folder. Name the program inside it.");
        if (!File.Exists(file)) throw new LaunchException($"Cannot start '{program}': there is no file '{file}'. Correct the command, or build the program first.");
        return Libc.Access(file, Executable) == 0 ? file : throw NotExecutable(program, file);
    }

    private static LaunchException NotExecutable(string program, string file) =>
        new($"Cannot start '{program}': '{file}' may not be executed. Run: chmod +x '{file}'");
}
