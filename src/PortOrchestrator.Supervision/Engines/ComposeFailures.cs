namespace PortOrchestrator.Supervision.Engines;

/// <summary>Knows what Docker and both versions of Compose say when something is wrong, and what to do then.</summary>
internal static class ComposeFailures
{
    /// <summary>What it was about and the next step; null when the words are not known.</summary>
    /// <param name="output">What was said.</param>
    /// <param name="service">The Compose service.</param>
    /// <param name="host">Where Docker is looked for; null for its usual place.</param>
    public static string? Explain(string output, string service, string? host)
    {
        if (EngineText.LineWith(output, "permission denied while trying to connect", "PermissionError", "dial unix", "Got permission denied") is { } denied
            && denied.Contains("permission", StringComparison.OrdinalIgnoreCase))
            return "you may not use Docker's socket; add yourself to the group 'docker' ('sudo usermod -aG docker $USER', then log in again), or let DOCKER_HOST name one of your own";
        if (EngineText.LineWith(output, "Cannot connect to the Docker daemon", "Error while fetching server API version", "Is the docker daemon running", "docker daemon is not running", "Couldn't connect to Docker daemon") is not null)
            return $"Docker's daemon does not answer{(string.IsNullOrEmpty(host) ? "" : $" at {host}")}; start it ('sudo systemctl start docker', or Docker Desktop)"
                + (string.IsNullOrEmpty(host) ? "" : ", or correct DOCKER_HOST");
        if (EngineText.LineWith(output, "is not a docker command", "unknown command: docker compose", "unknown shorthand flag: 'p' in -p", "unknown shorthand flag: 'f' in -f") is not null)
            return "Docker is installed without Compose; install the package docker-compose-plugin, or docker-compose";
        if (EngineText.LineWith(output, "Cannot start 'docker", "No such file or directory: 'docker'") is { } missing)
            return $"'{(missing.Contains("docker-compose", StringComparison.Ordinal) ? "docker-compose" : "docker")}' is not installed, or not in PATH; install Docker with Compose";
        if (EngineText.LineWith(output, "no such service:") is not null)
            return $"the Compose file has no service '{service}', or its profile is not enabled; correct compose_service or compose_profiles";
        if (EngineText.LineWith(output, "no such profile") is { } profile)
            return $"a profile is not known: {profile}; correct compose_profiles";
        if (EngineText.LineWith(output, "port is already allocated", "address already in use", "Ports are not available") is { } port)
            return $"a port that it publishes is taken: {port}; 'portorch port who PORT' tells by whom";
        if (Image(output) is { } image)
            return $"its image could not be fetched: {image}; check the image's name, the network, and 'docker login'";
        if (EngineText.LineWith(output, "is invalid because", "yaml:", "validating ", "Unsupported config option", "must be a mapping", "undefined service") is { } invalid)
            return $"Compose refuses its file: {invalid}";
        return null;
    }

    private static string? Image(string output) => EngineText.LineWith(
        output, "pull access denied", "manifest unknown", "manifest for ", "repository does not exist", "no matching manifest", "failed to resolve reference",
        "no such host", "TLS handshake timeout", "failed to do request", "unauthorized: ", "toomanyrequests", "No such image", "net/http: request canceled",
        "x509:", "connection refused");
}
