using System.Runtime.InteropServices;
using PortOrchestrator.PortRegistry.Collection;
using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>What an ordinary user is told, also when root runs the tests: then by a process of its own that becomes nobody.</summary>
internal static class OrdinaryUser
{
    public const string Judge = "judge";
    public const string Probe = "probe";

    private const uint Nobody = 65534;

    /// <summary>Asks a question.</summary>
    /// <param name="question"><see cref="Judge"/> about a folder, or <see cref="Probe"/> port 1000 with a kind of probe.</param>
    /// <param name="argument">What about.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<string> AskAsync(string question, string argument, CancellationToken cancellationToken) =>
        Environment.IsPrivilegedProcess ? (await Child.RunAsync(["ask", question, argument], cancellationToken)).Trim() : Answer(question, argument);

    /// <summary>Becomes nobody for the rest of this process, and answers.</summary>
    public static string AnswerAsNobody(string question, string argument)
    {
        // Whatever the answer needs is loaded while this user may still read it.
        _ = Answer(question, argument);
        Check(SetGroups(0, 0));
        Check(SetGroupIds(Nobody, Nobody, Nobody));
        Check(SetUserIds(Nobody, Nobody, Nobody));
        return Answer(question, argument);
    }

    private static string Answer(string question, string argument) => question switch
    {
        Judge => new CheckoutJudge(MountTable.Read()).Judge(new KnownCheckout(1, Some.Project() with { Root = argument }, null, 0)).ToString(),
        Probe when argument == nameof(LinuxPortProbe) => new LinuxPortProbe().Probe(1000, PortProtocol.Tcp).ToString(),
        Probe => new SocketPortProbe().Probe(1000, PortProtocol.Tcp).ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, null),
    };

    private static void Check(int result)
    {
        if (result != 0) throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
    }

    [DllImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    private static extern int SetGroups(nuint count, nint groups);

    [DllImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    private static extern int SetGroupIds(uint real, uint effective, uint saved);

    [DllImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    private static extern int SetUserIds(uint real, uint effective, uint saved);
}
