using System.Text;

namespace PortOrchestrator.Hooks.Json;

/// <summary>How a JSON text is laid out, so that what is added looks like the rest. Immutable.</summary>
/// <param name="NewLine">What ends a line; empty when everything stands on one line.</param>
/// <param name="Indent">What a level is indented by.</param>
internal sealed record JsonStyle(string NewLine, string Indent)
{
    public static JsonStyle Standard { get; } = new("\n", "  ");

    public bool IsOneLine => NewLine.Length == 0;

    /// <summary>Reads the style of a text from its first member.</summary>
    public static JsonStyle Of(ReadOnlySpan<byte> bytes, JsonSpan root)
    {
        var feed = bytes[root.Start..root.End].IndexOf((byte)'\n');
        if (root.Members.Count == 0) return feed >= 0 && IsCarriage(bytes, root.Start + feed) ? Standard with { NewLine = "\r\n" } : Standard;
        if (feed < 0) return new JsonStyle("", "");
        var newLine = IsCarriage(bytes, root.Start + feed) ? "\r\n" : "\n";
        var first = root.Members[0].Start;
        var lineStart = bytes[..first].LastIndexOf((byte)'\n') + 1;
        var indent = Encoding.UTF8.GetString(bytes[lineStart..first]);
        return new JsonStyle(newLine, indent.Length > 0 && lineStart > root.Start && indent.All(c => c is ' ' or '\t') ? indent : Standard.Indent);
    }

    /// <summary>The style of an object or array: one that has all it has on one line keeps it there.</summary>
    public JsonStyle In(ReadOnlySpan<byte> bytes, JsonSpan container) =>
        container.Members.Count + container.Items.Count > 0 && bytes[container.Start..container.End].IndexOf((byte)'\n') < 0 ? new JsonStyle("", "") : this;

    /// <summary>The beginning of a line of a level; a blank where everything stands on one line.</summary>
    public string Line(int level) => IsOneLine ? " " : NewLine + string.Concat(Enumerable.Repeat(Indent, level));

    private static bool IsCarriage(ReadOnlySpan<byte> bytes, int feed) => feed > 0 && bytes[feed - 1] == '\r';
}
