using System.Globalization;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Values as the documented words of output.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>A value of several words as one: <c>neverApproved</c>.</summary>
    public static string Camel<T>(T value) where T : struct, Enum => value.ToString() is var word ? char.ToLowerInvariant(word[0]) + word[1..] : "";

    /// <summary>ISO 8601 in UTC, to the millisecond.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? OfOptional(DateTimeOffset? time) => time is { } t ? Of(t) : null;

    public static string Count(int count, string singular) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + singular + (count == 1 ? "" : "s");

    /// <summary>An amount of memory in three digits or so: <c>34 MB</c>, <c>1.2 GB</c>, of 1024 bytes to the next.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 10L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576d:0.0} MB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824d:0.0} GB"),
    };

    public static string List(IEnumerable<string> names) => string.Join(", ", names);
}
