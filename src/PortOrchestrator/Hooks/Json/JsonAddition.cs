using System.Text;

namespace PortOrchestrator.Hooks.Json;

/// <summary>Adds values to a JSON text and leaves every byte of it where it was.</summary>
internal static class JsonAddition
{
    /// <summary>Adds something as the last of an object or array.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="container">The object or array.</param>
    /// <param name="level">How deeply what is in it is indented.</param>
    /// <param name="style">How the text is laid out.</param>
    /// <param name="text">What is added, without indentation of its first line.</param>
    public static IReadOnlyList<TextInsertion> Append(ReadOnlySpan<byte> bytes, JsonSpan container, int level, JsonStyle style, string text)
    {
        var close = container.End - 1;
        var last = container.IsObject ? container.Members.Select(m => m.Value.End) : container.Items.Select(i => i.End);
        var from = last.LastOrDefault(container.Start + 1);
        var isEmpty = from == container.Start + 1;
        var at = JsonTrivia.EndOf(bytes, from, close, out var comma);
        var added = new StringBuilder();
        var insertions = new List<TextInsertion>();
        if (!isEmpty && comma < 0)
        {
            if (at == from) added.Append(',');
            else insertions.Add(new TextInsertion(from, ","u8.ToArray()));
        }

        if (!(isEmpty && style.IsOneLine)) added.Append(style.Line(level));
        added.Append(text);
        var rest = bytes[at..close];
        if (!style.IsOneLine && rest.IndexOf((byte)'\n') < 0) added.Append(style.Line(level - 1));
        insertions.Add(new TextInsertion(at, Encoding.UTF8.GetBytes(added.ToString())));
        return insertions;
    }
}
