using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PortOrchestrator.Hooks.Json;

namespace PortOrchestrator.Hooks.Agents;

/// <summary>A coding agent's settings as text: finds, adds and removes our hooks, and leaves everything else to the byte. Immutable.</summary>
/// <param name="format">How the agent wants hooks written.</param>
/// <param name="file">The file, for messages.</param>
/// <param name="bytes">The text, UTF-8 without a byte order mark; null or blank when there is none.</param>
internal sealed class AgentDocument(AgentFormat format, string file, byte[]? bytes)
{
    private const string Hooks = "hooks";

    private static readonly string[] CommandKeys = ["command", "bash", "powershell"];

    private readonly byte[] _bytes = bytes ?? [];
    private readonly JsonSpan? _root = bytes is null || bytes.All(JsonTrivia.IsBlank) ? null : JsonPlaces.Read(file, bytes);

    /// <summary>Whether both hooks are there exactly as they would be written, and no other of ours.</summary>
    public bool Has(IReadOnlyList<HookCommand> commands) => commands.All(c => Ours(c) is [var only] && IsSame(only.Hook, format.Hook(c)));

    /// <summary>Whether any hook of ours is there, of whatever version.</summary>
    public bool HasAny(IReadOnlyList<HookCommand> commands) => commands.Any(c => Ours(c).Count > 0);

    /// <summary>What has to be put in so that both hooks are there.</summary>
    /// <exception cref="PortOrchestratorException">The text is not what the agent could read.</exception>
    public IReadOnlyList<TextInsertion> Addition(IReadOnlyList<HookCommand> commands)
    {
        if (_root is null) return [new TextInsertion(_bytes.Length, Encoding.UTF8.GetBytes(JsonText.Of(Whole(commands), 0, JsonStyle.Standard) + "\n"))];
        var style = JsonStyle.Of(_bytes, _root);
        var insertions = new List<TextInsertion>();
        var members = new List<string>();
        if (format.HasVersion && _root.Find("version") is null) members.Add("\"version\": 1");
        if (HooksOf(_root) is not { } hooks) members.Add(JsonText.Member(Hooks, Events(commands), 1, style));
        else insertions.AddRange(Addition(hooks, commands, style));
        if (members.Count > 0) insertions.AddRange(JsonAddition.Append(_bytes, _root, 1, style, string.Join("," + style.Line(1), members)));
        return insertions;
    }

    /// <summary>The text without any hook of ours, and without what was only there for it.</summary>
    public byte[] Without(IReadOnlyList<HookCommand> commands)
    {
        foreach (var command in commands)
        {
            if (Ours(command) is [var first, ..]) return new AgentDocument(format, file, Without(first, command)).Without(commands);
        }

        return _bytes;
    }

    /// <summary>Whether nothing is left but what every file of the format has.</summary>
    public bool IsBare => _root is null || _root.Members.All(m => m.Key == "version" || (m.Key == Hooks && m.Value.Members.Count == 0));

    private IEnumerable<TextInsertion> Addition(JsonSpan hooks, IReadOnlyList<HookCommand> commands, JsonStyle style)
    {
        var missing = new List<string>();
        var outer = style.In(_bytes, hooks);
        foreach (var command in commands.Where(c => Ours(c).Count == 0))
        {
            if (ListOf(hooks, format.EventOf(command.Verb)) is { } list)
            {
                var inner = style.In(_bytes, list);
                foreach (var insertion in JsonAddition.Append(_bytes, list, 3, inner, JsonText.Of(Entry(command), 3, inner))) yield return insertion;
            }
            else
            {
                missing.Add(JsonText.Member(format.EventOf(command.Verb), new JsonArray(Entry(command)), 2, outer));
            }
        }

        if (missing.Count == 0) yield break;
        foreach (var insertion in JsonAddition.Append(_bytes, hooks, 2, outer, string.Join("," + outer.Line(2), missing))) yield return insertion;
    }

    private byte[] Without(OwnHook own, HookCommand command)
    {
        if (own.Group is { } group)
        {
            var inner = group.Find(Hooks)!;
            if (inner.Items.Count > 1) return JsonRemoval.Item(_bytes, inner, own.Hook);
        }

        if (own.List.Items.Count > 1) return JsonRemoval.Item(_bytes, own.List, own.Group ?? own.Hook);
        var hooks = _root!.Members.First(m => m.Key == Hooks);
        return hooks.Value.Members.Count > 1
            ? JsonRemoval.Member(_bytes, hooks.Value, hooks.Value.Members.First(m => m.Key == format.EventOf(command.Verb)))
            : JsonRemoval.Member(_bytes, _root, hooks);
    }

    private List<OwnHook> Ours(HookCommand command)
    {
        var own = new List<OwnHook>();
        if (_root is null || HooksOf(_root) is not { } hooks || ListOf(hooks, format.EventOf(command.Verb)) is not { } list) return own;
        foreach (var item in list.Items)
        {
            if (!format.IsGrouped && IsOurs(item, command)) own.Add(new OwnHook(list, null, item));
            if (format.IsGrouped && item.Find(Hooks) is { IsArray: true } inner)
                own.AddRange(inner.Items.Where(i => IsOurs(i, command)).Select(i => new OwnHook(list, item, i)));
        }

        return own;
    }

    private static bool IsOurs(JsonSpan hook, HookCommand command)
    {
        if (hook.Find("command")?.Text is { } program && hook.Find("args") is { IsArray: true } arguments)
            return command.Matches([program, .. arguments.Items.Select(a => a.Text ?? "")]);
        return CommandKeys.Any(k => hook.Find(k)?.Text is { } text && command.Matches(text));
    }

    private JsonSpan? HooksOf(JsonSpan root)
    {
        if (!root.IsObject) throw JsonPlaces.Refused(file, _bytes, root.Start, "it is not an object, as settings are");
        return Only(root, Hooks) is not { } hooks || hooks.IsObject ? Only(root, Hooks)
            : throw JsonPlaces.Refused(file, _bytes, hooks.Start, $"'{Hooks}' is not an object");
    }

    private JsonSpan? ListOf(JsonSpan hooks, string name) => Only(hooks, name) is not { } list || list.IsArray
        ? Only(hooks, name)
        : throw JsonPlaces.Refused(file, _bytes, list.Start, $"'{name}' is not a list");

    private JsonSpan? Only(JsonSpan map, string key) => map.Members.Where(m => m.Key == key).ToList() switch
    {
        [] => null,
        [var only] => only.Value,
        [_, var second, ..] => throw JsonPlaces.Refused(file, _bytes, second.Start, $"'{key}' is written twice, and it is not clear which one counts"),
    };

    private bool IsSame(JsonSpan span, JsonObject wanted)
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        return JsonNode.DeepEquals(JsonNode.Parse(_bytes.AsSpan(span.Start, span.End - span.Start), null, options), wanted);
    }

    private JsonObject Whole(IReadOnlyList<HookCommand> commands)
    {
        var whole = new JsonObject();
        if (format.HasVersion) whole["version"] = 1;
        whole[Hooks] = Events(commands);
        return whole;
    }

    private JsonObject Events(IReadOnlyList<HookCommand> commands)
    {
        var events = new JsonObject();
        foreach (var command in commands) events[format.EventOf(command.Verb)] = new JsonArray(Entry(command));
        return events;
    }

    private JsonObject Entry(HookCommand command) =>
        format.IsGrouped ? new JsonObject { [Hooks] = new JsonArray(format.Hook(command)) } : format.Hook(command);

    private sealed record OwnHook(JsonSpan List, JsonSpan? Group, JsonSpan Hook);
}
