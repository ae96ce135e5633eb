namespace PortOrchestrator.Supervision.Tests.Engines;

/// <summary>What real programs have said.</summary>
internal static class Transcripts
{
    /// <summary>What <c>docker inspect</c> of Docker 20.10 says of a container of Compose 1.29, less what nobody here reads.</summary>
    public static string Container(string state, string ports = "{}", string id = "0518fe7d02ba", string created = "2026-11-23T19:24:08.201206028Z") => $$"""
        [{
          "Id": "{{id}}",
          "Created": "{{created}}",
          "State": {{state}},
          "Name": "/demo_web_1",
          "RestartCount": 0,
          "HostConfig": { "RestartPolicy": { "Name": "", "MaximumRetryCount": 0 } },
          "Config": { "Labels": {
            "com.docker.compose.config-hash": "d9362ef9179e17ca7046e619409ff8f5f4dab732ffccb38192beb25e79d10363",
            "com.docker.compose.container-number": "1",
            "com.docker.compose.oneoff": "False",
            "com.docker.compose.project": "demo",
            "com.docker.compose.project.config_files": "compose.yaml",
            "com.docker.compose.project.working_dir": "/src/demo",
            "com.docker.compose.service": "web",
            "com.docker.compose.version": "1.29.2" } },
          "NetworkSettings": { "Ports": {{ports}} }
        }]
        """;

    public const string Starting = """{ "Status": "running", "Running": true, "Pid": 14261, "ExitCode": 0, "Error": "", "StartedAt": "2026-11-23T19:24:08.370608326Z", "FinishedAt": "0001-01-01T00:00:00Z", "Health": { "Status": "starting", "FailingStreak": 0, "Log": [] } }""";

    public const string Healthy = """{ "Status": "running", "Running": true, "Pid": 14261, "ExitCode": 0, "Error": "", "StartedAt": "2026-11-23T19:24:08.370608326Z", "FinishedAt": "2026-11-23T19:20:00.5Z", "Health": { "Status": "healthy", "FailingStreak": 0, "Log": [ { "ExitCode": 0, "Output": "" } ] } }""";

    public const string Unhealthy = """{ "Status": "running", "Running": true, "ExitCode": 0, "Error": "", "FinishedAt": "0001-01-01T00:00:00Z", "Health": { "Status": "unhealthy", "FailingStreak": 3, "Log": [ { "ExitCode": 1, "Output": "old\n" }, { "ExitCode": 1, "Output": "pg_isready: no response\n" } ] } }""";

    public const string Running = """{ "Status": "running", "Running": true, "ExitCode": 0, "Error": "", "FinishedAt": "0001-01-01T00:00:00Z" }""";

    public const string Exited = """{ "Status": "exited", "Running": false, "OOMKilled": false, "Dead": false, "Pid": 0, "ExitCode": 3, "Error": "", "StartedAt": "2026-11-23T19:24:09.255265894Z", "FinishedAt": "2026-11-23T19:24:09.260374627Z" }""";

    public const string Restarting = """{ "Status": "restarting", "Running": true, "Restarting": true, "ExitCode": 1, "Error": "", "FinishedAt": "2026-11-23T19:24:09.260374627Z" }""";

    /// <summary>What <c>systemctl show</c> of systemd 252 says, for system and user units alike.</summary>
    public static string Unit(string load = "loaded", string active = "active", string sub = "running", string result = "success", string code = "0", string status = "0") => $"""
        MainPID=33
        Result={result}
        ExecMainCode={code}
        ExecMainStatus={status}
        Id=web.service
        LoadState={load}
        ActiveState={active}
        SubState={sub}
        LoadError=
        """;
}
