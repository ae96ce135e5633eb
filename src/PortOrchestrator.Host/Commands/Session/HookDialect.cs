using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary>Writes what each host understands: exactly one document.</summary>
internal static class HookDialect
{
    private const string Nothing = "{}\n";

    /// <summary>The answer to the start of a session; for a shell, see <see cref="ShellDialect"/>.</summary>
    /// <param name="agent">For whom.</param>
    /// <param name="facts">What it is to know; may be empty.</param>
    /// <param name="variables">What its commands are to have in their environment.</param>
    public static string Start(SessionAgent agent, string facts, IReadOnlyList<KeyValuePair<string, string>> variables) => agent switch
    {
        // Codex refuses members that it does not know, and Gemini everything that is no JSON; Claude takes the same.
        SessionAgent.Claude or SessionAgent.Codex or SessionAgent.Gemini => facts.Length == 0 ? Nothing : Write(json =>
        {
            json.WriteStartObject("hookSpecificOutput");
            json.WriteString("hookEventName", "SessionStart");
            json.WriteString("additionalContext", facts);
            json.WriteEndObject();
        }),
        SessionAgent.Cursor => facts.Length == 0 && variables.Count == 0 ? Nothing : Write(json =>
        {
            json.WriteStartObject("env");
            foreach (var (name, value) in variables) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteString("additional_context", facts);
        }),
        // The command line ignores it; hosts that embed Copilot pass it on.
        SessionAgent.Copilot => facts.Length == 0 ? Nothing : Write(json => json.WriteString("additionalContext", facts)),
        _ => throw new ArgumentOutOfRangeException(nameof(agent), agent, "This agent has no documents."),
    };

    /// <summary>The answer to the end of a session, to which no host listens; an empty one is valid for all.</summary>
    public static string End(SessionAgent agent) => agent == SessionAgent.Shell ? "" : Nothing;

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
