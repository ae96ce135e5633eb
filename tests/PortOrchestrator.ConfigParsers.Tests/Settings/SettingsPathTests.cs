using PortOrchestrator.ConfigParsers.Settings;

namespace PortOrchestrator.ConfigParsers.Tests.Settings;

[Platform(Exclude = "Win")]
internal sealed class SettingsPathTests
{
    [TestCase("/etc/mine", "/etc/mine/portorchestrator/settings.json")]
    [TestCase(null, "/home/me/.config/portorchestrator/settings.json")]
    [TestCase("", "/home/me/.config/portorchestrator/settings.json")]
    [TestCase("relative", "/home/me/.config/portorchestrator/settings.json")]
    public void FromEnvironment_ConfigurationHome_Decides(string? home, string file) => Assert.That(
        SettingsPath.FromEnvironment(name => name switch { "XDG_CONFIG_HOME" => home, "HOME" => "/home/me", _ => null }), Is.EqualTo(file));
}
