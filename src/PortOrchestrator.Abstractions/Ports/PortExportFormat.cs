namespace PortOrchestrator.Ports;

/// <summary>How variables are written for another program to read.</summary>
public enum PortExportFormat
{
    /// <summary>Lines as <c>.env</c> files have them, for docker compose, godotenv, Node's dotenv and their like.</summary>
    DotEnv,

    /// <summary>One JSON object (RFC 8259) with a string for each variable.</summary>
    Json,

    /// <summary>Assignments to <c>$env:</c> that PowerShell runs.</summary>
    PowerShell,

    /// <summary><c>export</c> commands that bash, and every other POSIX shell, runs.</summary>
    Bash,
}
