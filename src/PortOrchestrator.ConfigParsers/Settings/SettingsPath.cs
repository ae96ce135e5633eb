namespace PortOrchestrator.ConfigParsers.Settings;

/// <summary>Where the machine's settings are.</summary>
public static class SettingsPath
{
    /// <summary>
    /// The settings file of the environment: <c>$XDG_CONFIG_HOME/portorchestrator/settings.json</c> (default <c>~/.config</c>, on macOS, too), on
    /// Windows <c>%APPDATA%\PortOrchestrator\settings.json</c>. Asking for it reads and creates nothing.
    /// </summary>
    /// <param name="environment">Reads a variable; the process environment when null.</param>
    public static string FromEnvironment(Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        if (OperatingSystem.IsWindows())
        {
            var data = environment("APPDATA") is { Length: > 0 } a ? a : Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);
            return Path.Combine(data, "PortOrchestrator", "settings.json");
        }

        var user = environment("HOME") is { Length: > 0 } h ? h : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        // The XDG base directory specification: a relative path is to be ignored.
        var configuration = environment("XDG_CONFIG_HOME") is { Length: > 0 } x && Path.IsPathRooted(x) ? x : Path.Combine(user, ".config");
        return Path.Combine(configuration, "portorchestrator", "settings.json");
    }
}
