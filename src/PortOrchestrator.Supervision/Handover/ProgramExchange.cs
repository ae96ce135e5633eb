using System.Runtime.InteropServices;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Handover;

/// <summary>Puts another program in the place of this one: the process, its children and what it is to whom stay.</summary>
internal static unsafe class ProgramExchange
{
    /// <summary>The file of the running program, also when it was deleted or replaced since.</summary>
    public const string OwnFile = "/proc/self/exe";

    /// <summary>Runs a program instead of this one. Returns only when that cannot be done.</summary>
    /// <param name="file">The program's file.</param>
    /// <param name="arguments">Its arguments, the first one its name.</param>
    /// <param name="environment">Its environment.</param>
    /// <returns>Why it cannot be done.</returns>
    public static string Run(string file, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using var path = new Utf8Vector([file]);
        using var argv = new Utf8Vector(arguments);
        using var envp = Utf8Vector.Of(environment);
        _ = Libc.Execute(path.Pointer[0], argv.Pointer, envp.Pointer);
        return $"'{file}' cannot be run: {Marshal.GetLastPInvokeErrorMessage()}";
    }

    /// <summary>The file of a program as a shell would find it.</summary>
    /// <exception cref="LaunchException">There is none that may be executed.</exception>
    public static string Find(IReadOnlyList<string> program, IReadOnlyDictionary<string, string> environment) =>
        Path.GetFullPath(ProgramFinder.Find(new LaunchRequest { Arguments = program, WorkingDirectory = "/", Environment = environment }));
}
