namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>How a framework tells that it is ready. Immutable.</summary>
/// <param name="IsHttp">Whether it answers HTTP; otherwise its port is connected to.</param>
/// <param name="Path">The path of its own health check.</param>
/// <param name="Word">The word that tells that it has one.</param>
/// <param name="File">The file that has the word; null for the evidence itself.</param>
internal sealed record HealthRule(bool IsHttp, string? Path = null, string? Word = null, string? File = null)
{
    public static HealthRule Http { get; } = new(true);

    public static HealthRule Tcp { get; } = new(false);
}
