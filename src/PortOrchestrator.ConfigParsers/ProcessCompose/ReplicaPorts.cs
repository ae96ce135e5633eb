using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>
/// Leads <c>{{ports.NAME}}</c> of a process with copies to one copy: in its own texts to the copy itself, elsewhere to the first one.
/// Also leads <c>$PC_PORT_NUM</c> to the port of the copy.
/// </summary>
internal sealed partial class ReplicaPorts(Replica own, ReplicaNames names)
{
    public static bool Mentions(string text) => text.Contains(VariableScope.OwnPort, StringComparison.Ordinal) && OwnPort().IsMatch(text);

    public string Point(string text) => text.Contains("ports.", StringComparison.Ordinal) ? Template().Replace(text, Point) : text;

    /// <summary>Does the same, also with the variable of the copy's own port, for texts that no shell reads.</summary>
    public string Fill(string text) => Mentions(text) ? OwnPort().Replace(text, "{{ports." + own.Name.Replace("$", "$$", StringComparison.Ordinal) + "}}") : text;

    private string Point(Match match)
    {
        var path = match.Groups["path"].Value;
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (names[path[..end]] is not { Count: > 0 } copies) continue;
            var copy = path[..end] == own.Process ? own.Name : copies[0];
            return copy == path[..end] ? match.Value : "{{ports." + copy + path[end..] + "}}";
        }

        return match.Value;
    }

    [GeneratedRegex(@"\{\{-?\s*\.?ports\.(?<path>[A-Za-z0-9._-]+)\s*-?\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Template();

    [GeneratedRegex(@"\$(PC_PORT_NUM(?![A-Za-z0-9_])|\{PC_PORT_NUM\})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnPort();
}
