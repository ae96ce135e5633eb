namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>The key tables of <c>readiness_probe</c> and <c>liveness_probe</c>.</summary>
internal static class ProbeKeys
{
    public static readonly IReadOnlyList<string> Checks = ["http", "tcp", "exec", "log", "file", "notify"];

    private static readonly TextShape Url = new(Patterns.HttpUrl(), "a URL such as http://localhost:8080/health");

    private static readonly RecordShape Http = new("http_check",
    [
        new("url", Url, "The URL.") { IsRequired = true },
        new("method", new TextShape(), "The request method.") { Default = "\"GET\"" },
        new("headers", new DictionaryShape(new ScalarShape(), Patterns.HeaderName(), "a header name"), "Extra request headers."),
        new("status", new NumberShape(100, 599, IsWhole: true), "The one status that means healthy; by default 200 to 399."),
    ]);

    private static readonly RecordShape Exec = new("exec_check",
    [
        new("command", Shapes.Command, "The command; exit code 0 means healthy.") { IsRequired = true },
        new("working_dir", Shapes.Text, "The folder it runs in; by default the service's."),
    ]);

    public static readonly RecordShape Readiness = new("readiness_probe", Common()) { Rules = [KeyRule.ExactlyOne(Checks)] };

    public static readonly RecordShape Liveness = new("liveness_probe",
    [
        .. Common(),
        new("action", Vocabulary.LivenessActions.Shape, "What happens after the last failure.") { Default = "\"restart\"" },
    ])
    {
        Rules = [KeyRule.ExactlyOne(Checks)],
    };

    private static KeyDefinition[] Common() =>
    [
        new("http", new EitherShape(Url, Http), "An HTTP request: a URL, or a map with more."),
        new("tcp", new EitherShape(new TextShape(Patterns.HostAndPort(), "host:port"), Shapes.Port), "A TCP connection: host:port, or a port of localhost."),
        new("exec", new EitherShape([.. Shapes.Command.Options, Exec]), "A command that ends with exit code 0."),
        new("log", Shapes.Text, "A regular expression (.NET) that a line of the log matches."),
        new("file", Shapes.Text, "A file that exists, relative to the service's folder."),
        new("notify", Shapes.Flag, "The service sends READY=1 as sd_notify(3) describes."),
        new("initial_delay_seconds", Shapes.Seconds, "The time before the first check.") { Default = "0" },
        new("period_seconds", Shapes.PositiveSeconds, "The time between two checks.") { Default = "2" },
        new("timeout_seconds", Shapes.PositiveSeconds, "The time that one check may take.") { Default = "1" },
        new("success_threshold", Shapes.Count, "How many successes in a row make healthy.") { Default = "1" },
        new("failure_threshold", Shapes.Count, "How many failures in a row make unhealthy.") { Default = "3" },
    ];
}
