using System.Globalization;
using System.Text;

namespace PortOrchestrator.Sessions;

/// <summary>
/// What a coding agent is told when its session begins. Facts only, since text that reads like orders is taken for an attack; short, since it is
/// read in every session; and nothing but names, ports and states of what the user's own files say.
/// </summary>
internal static class SessionFacts
{
    /// <summary>The most characters.</summary>
    public const int MaxLength = 1500;

    private const int LongestName = 80;
    private const int LongestSentence = 240;
    private const int MostProblems = 2;
    private const string OfProject = "`portorch ps --json` shows states, `portorch logs SERVICE` output, `portorch up SERVICE` starts a service.";
    private const string OfMachine = "`portorch ps --machine --json` shows states, `portorch logs --machine SERVICE` output, `portorch up --machine SERVICE` starts a service.";

    /// <summary>Writes them.</summary>
    /// <param name="result">What is known.</param>
    /// <param name="project">The checkout; null when there is none.</param>
    /// <param name="isMachine">Whether the services are the machine's own.</param>
    public static string Of(SessionStartResult result, ProjectIdentity? project, bool isMachine)
    {
        // Of a folder without anything nobody wants to read in every session.
        if (result is { Problems.Count: 0, NotApproved: null, Variables.Count: 0 } && result.Snapshot is not { Services.Count: > 0 }) return "";
        var lines = new List<string>();
        if (project is not null) lines.Add(Place(project, isMachine));
        lines.AddRange(result.Problems.Take(MostProblems).Select(p => "PortOrchestrator: " + PlainText.Of(p, LongestSentence)));
        if (result.NotApproved is { } reason) lines.Add(PlainText.Of(reason, LongestSentence));
        var tail = new List<string>();
        if (result.Started) tail.Add("What does not run yet is being started in the background.");
        if (Variables(result) is { } variables) tail.Add(variables);
        if (result.Snapshot?.Services.Count > 0) tail.Add(isMachine ? OfMachine : OfProject);
        var room = MaxLength - lines.Concat(tail).Sum(l => l.Length + 1);
        if (Services(result.Snapshot, room) is { } services) lines.Add(services);
        lines.AddRange(tail);
        return PlainLines(lines);
    }

    private static string PlainLines(List<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length + line.Length + 1 > MaxLength) break;
            if (text.Length > 0) text.Append('\n');
            text.Append(line);
        }

        return text.ToString();
    }

    private static string Place(ProjectIdentity project, bool isMachine)
    {
        if (isMachine) return "No project is configured here; these services are the machine's own.";
        var name = PlainText.Of(project.Name, LongestName);
        var root = PlainText.Of(project.Root, LongestSentence);
        return project.IsMain ? $"Project {name} ({root})." : $"Project {name}, git worktree {PlainText.Of(project.Checkout, LongestName)} ({root}).";
    }

    private static string? Services(ProjectSnapshot? snapshot, int room)
    {
        const string Head = "Services: ";
        const int RoomForRest = 24;
        if (snapshot is not { Services.Count: > 0 }) return null;
        var text = new StringBuilder(Head);
        var written = 0;
        foreach (var service in snapshot.Services)
        {
            var item = Describe(service);
            if (text.Length + item.Length + 2 > room - RoomForRest) break;
            if (written++ > 0) text.Append("; ");
            text.Append(item);
        }

        if (written == 0) return null;
        var left = snapshot.Services.Count - written;
        return text.Append(left == 0 ? "." : string.Create(CultureInfo.InvariantCulture, $"; and {left} more.")).ToString();
    }

    private static string Describe(ServiceSnapshot service)
    {
        var text = new StringBuilder(PlainText.Of(service.Name, LongestName));
        foreach (var port in service.Ports)
        {
            text.Append(CultureInfo.InvariantCulture, $" localhost:{port.Port}");
            if (port.Name != PortDefinition.DefaultName) text.Append(" (").Append(PlainText.Of(port.Name, LongestName)).Append(')');
            if (port.Protocol == PortProtocol.Udp) text.Append("/udp");
        }

        text.Append(' ').Append(service.State.ToString().ToLowerInvariant());
        if (service.State is ServiceState.Running or ServiceState.Launched && service.Health == ServiceHealth.Healthy) text.Append(", healthy");
        if (service.Health == ServiceHealth.Unhealthy) text.Append(", unhealthy");
        if (service.Scope != ServiceScope.Checkout) text.Append(", shared");
        if (service is { State: ServiceState.Failed, ExitCode: { } code }) text.Append(CultureInfo.InvariantCulture, $" (exit code {code})");
        return text.ToString();
    }

    private static string? Variables(SessionStartResult result)
    {
        const int Most = 500;
        var ports = result.Variables.Where(v => v.Key.EndsWith("_PORT", StringComparison.Ordinal)).Select(v => $"{v.Key}={v.Value}").ToList();
        if (ports.Count == 0) return null;
        var shown = new StringBuilder();
        var count = 0;
        foreach (var port in ports.TakeWhile(p => shown.Length + p.Length + 2 <= Most))
        {
            if (count++ > 0) shown.Append(", ");
            shown.Append(port);
        }

        if (count == 0) return null;
        return $"{(result.Snapshot is { Services.Count: > 0 } ? "Their ports" : "Allocated ports")}, also as environment variables where the host takes them: {shown}{(count < ports.Count ? ", …" : "")}.";
    }
}
