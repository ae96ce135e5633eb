using System.Globalization;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary>Which session a hook is about. Immutable.</summary>
internal sealed record HookCall
{
    public required SessionAgent Agent { get; init; }

    public string? SessionId { get; init; }

    public int? OwnerPid { get; init; }

    public SessionSource Source { get; init; }

    /// <summary>Whether the agent goes on with another session in the place of one that ends, as after <c>/clear</c>.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>A folder that exists.</summary>
    public required string Folder { get; init; }

    /// <summary>Reads what the command line, the input and the environment say.</summary>
    public static async Task<HookCall> ReadAsync(ParsedArguments arguments)
    {
        var named = arguments.NamedAgent();
        // A shell's input is somebody else's business.
        var payload = named == SessionAgent.Shell ? HookPayload.None : await HookInput.ReadAsync().ConfigureAwait(false);
        var call = From(named, payload, Environment.GetEnvironmentVariable);
        return call with { SessionId = arguments.Value(SessionOptions.Id) ?? call.SessionId, OwnerPid = arguments.OwnerPid() ?? call.OwnerPid };
    }

    public static HookCall From(SessionAgent? named, HookPayload payload, Func<string, string?> environment)
    {
        var agent = named ?? HookHost.Find(payload, environment);
        return new HookCall
        {
            Agent = agent,
            SessionId = payload.SessionId ?? (agent switch
            {
                SessionAgent.Claude => environment("CLAUDE_CODE_SESSION_ID"),
                SessionAgent.Gemini => environment("GEMINI_SESSION_ID"),
                _ => null,
            } is { Length: > 0 } id ? id : null),
            OwnerPid = agent == SessionAgent.Claude && int.TryParse(environment("CLAUDE_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0 ? pid : null,
            Source = SourceOf(payload.Source),
            IsReplaced = SessionSuccession.IsOneAtATime(agent) && payload.Reason is "clear" or "resume",
            Folder = FolderOf(payload.Folder),
        };
    }

    private static SessionSource SourceOf(string? word) => word switch
    {
        "resume" => SessionSource.Resume,
        "clear" => SessionSource.Clear,
        "compact" => SessionSource.Compact,
        "fork" => SessionSource.Fork,
        _ => SessionSource.Startup,
    };

    // Hosts run their hooks in the folder of the session, so that is where to look when they do not say.
    private static string FolderOf(string? told)
    {
        if (told is not null && Path.IsPathFullyQualified(told) && !told.Contains('\0', StringComparison.Ordinal) && Directory.Exists(told)) return told;
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            // It was removed under us.
            return Path.GetPathRoot(AppContext.BaseDirectory) ?? "/";
        }
    }
}
