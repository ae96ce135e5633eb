namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>The options of <c>docker</c> itself.</summary>
internal static class DockerOptions
{
    public static readonly OptionReader Reader = new(
        new HashSet<string> { "-D", "--debug", "--tls", "--tlsverify" },
        new HashSet<string> { "-c", "--context", "-H", "--host", "-l", "--log-level", "--config" });
}
