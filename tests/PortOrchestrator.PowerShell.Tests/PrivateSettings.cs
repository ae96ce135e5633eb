namespace PortOrchestrator.PowerShell.Tests;

/// <summary>Keeps all tests away from the settings of whoever runs them.</summary>
[SetUpFixture]
internal sealed class PrivateSettings
{
    private static readonly string Variable = OperatingSystem.IsWindows() ? "APPDATA" : "XDG_CONFIG_HOME";

    private readonly string? _earlier = Environment.GetEnvironmentVariable(Variable);
    private string _folder = "";

    [OneTimeSetUp]
    public void Hide()
    {
        _folder = Directory.CreateTempSubdirectory("portorch-settings-").FullName;
        Environment.SetEnvironmentVariable(Variable, _folder);
    }

    [OneTimeTearDown]
    public void Restore()
    {
        Environment.SetEnvironmentVariable(Variable, _earlier);
        Directory.Delete(_folder, recursive: true);
    }
}
