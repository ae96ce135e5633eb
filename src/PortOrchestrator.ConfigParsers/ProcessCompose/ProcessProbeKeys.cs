using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The key table of the probes of process-compose files.</summary>
internal static class ProcessProbeKeys
{
    public static readonly RecordShape Probe = new("probe",
    [
        new("exec", new RecordShape("exec probe", [new("command", ProcessShapes.Text, ""), new("working_dir", ProcessShapes.Text, "")]), ""),
        new("http_get", new RecordShape("http_get probe",
        [
            new("host", ProcessShapes.Text, ""),
            new("scheme", ProcessShapes.Text, ""),
            new("path", ProcessShapes.Text, ""),
            new("port", ProcessShapes.Text, ""),
            new("status_code", ProcessShapes.Whole, ""),
            new("headers", ProcessShapes.Map(ProcessShapes.Text), ""),
            ProcessShapes.Idle("num_port", ProcessShapes.Any, "'port' is read"),
        ]), ""),
        new("tcp_socket", new RecordShape("tcp_socket probe", [new("host", ProcessShapes.Text, ""), new("port", ProcessShapes.Text, "")]), ""),
        ProcessShapes.Seconds("initial_delay_seconds"),
        ProcessShapes.Seconds("period_seconds"),
        ProcessShapes.Seconds("timeout_seconds"),
        new("success_threshold", ProcessShapes.Whole, ""),
        new("failure_threshold", ProcessShapes.Whole, ""),
    ]);
}
