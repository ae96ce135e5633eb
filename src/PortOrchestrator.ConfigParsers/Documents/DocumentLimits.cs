namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>What a configuration file may not exceed; far beyond any real one, so that a hostile one costs little.</summary>
internal static class DocumentLimits
{
    public const int FileBytes = 16 * 1024 * 1024;
    public const int EnvironmentFileBytes = 4 * 1024 * 1024;
    public const int Depth = 64;
    public const long Values = 1_000_000;
}
