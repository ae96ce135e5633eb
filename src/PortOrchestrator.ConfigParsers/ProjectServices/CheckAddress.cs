using System.Globalization;
using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>The host and port of a check as they are written; either may still hold variables and templates.</summary>
internal readonly record struct CheckAddress(string Host, string? Port)
{
    public int? Number => Port is { Length: > 0 and < 10 } && int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The number, when the address is of this machine.</summary>
    public int? LocalPort => Host.Trim('[', ']').ToLowerInvariant() is "localhost" or "127.0.0.1" or "::1" ? Number : null;

    private bool IsDynamic => Port is not null && (Port.Contains('$') || Port.Contains('%') || Port.Contains("{{", StringComparison.Ordinal));

    public static CheckAddress Of(ProbeCheck? check) => check switch
    {
        HttpCheck http => Parse(AuthorityOf(http.Url)),
        TcpCheck tcp => Parse(tcp.Target),
        _ => new CheckAddress("", null),
    };

    public static string AuthorityOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? url[start..] : url.Substring(start, end);
        return authority[(authority.LastIndexOf('@') + 1)..];
    }

    public static CheckAddress Parse(string authority)
    {
        // The colon inside ${PORT:-80} or [::1] does not part host and port.
        var from = authority.StartsWith('[') ? Math.Max(0, authority.IndexOf(']')) : 0;
        var colon = authority.IndexOf(':', from);
        return colon < 0 ? new CheckAddress(authority, null) : new CheckAddress(authority[..colon], authority[(colon + 1)..]);
    }

    /// <summary>Reports a port that is none.</summary>
    public void Check(DiagnosticBag diagnostics, Place place, bool needsPort)
    {
        if (Host.Length == 0 || (needsPort && string.IsNullOrEmpty(Port)) || (Port is not null && Number is null && !IsDynamic))
        {
            diagnostics.Error(DiagnosticCodes.InvalidText, place, "the check's address must be host:port", "write for example localhost:8080");
        }
        else if (Number is < 1 or > 65535)
        {
            diagnostics.Error(DiagnosticCodes.OutOfRange, place, $"the check's port must be from 1 to 65535, not {Port}");
        }
    }
}
