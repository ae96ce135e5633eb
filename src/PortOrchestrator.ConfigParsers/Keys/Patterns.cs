using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>The forms of texts; also written into the JSON Schema, so only what ECMAScript reads the same way.</summary>
internal static partial class Patterns
{
    private const int Limit = 1000;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$(?!\n)", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex Name();

    [GeneratedRegex("^[^=]+$(?!\n)", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex Variable();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$(?!\n)", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex PortVariable();

    [GeneratedRegex("^[0-9]{1,5}-[0-9]{1,5}$(?!\n)", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex PortRange();

    [GeneratedRegex("^\\S(.*\\S)?$(?!\n)", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex Project();

    [GeneratedRegex("^(/|~/|[A-Za-z]:[/\\\\])", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex RootedPath();

    [GeneratedRegex("^[^/\\\\]", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex Below();

    [GeneratedRegex(@"^\s*$|^(https?|tcp)://[^/?#\s]|^exec:\s*\S", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex HealthCheck();

    [GeneratedRegex(@"^https?://[^/?#\s]", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex HttpUrl();

    [GeneratedRegex(@"^\S+:\S+$(?!\n)", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex HostAndPort();

    [GeneratedRegex(@"^\s*((CRON_)?TZ=\S+\s+)?(@\S+(\s+\S+)?|\S+(\s+\S+){4,5})\s*$(?!\n)", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex Schedule();

    [GeneratedRegex("^[!#-'*+.^_`|~0-9A-Za-z-]+$(?!\n)", RegexOptions.CultureInvariant, Limit)]
    public static partial Regex HeaderName();
}
