using PortOrchestrator.ConfigParsers.Settings;
using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.Settings;

internal sealed class SettingsReaderTests : ConfigurationFixture
{
    [Test]
    public async Task ReadAsync_ValidFile_GivesPoolAndRangesWithoutAFinding()
    {
        var result = await SettingsAsync("""
            {
              // comments and trailing commas are fine
              "$schema": "settings.schema.json", "x-mine": 1,
              "port_pool": "21000-22999", "logs": { "min_free_mb": 50 },
              "port_ranges": { "shop": "23000-23099", "0123456789ab": "23100-23199", },
            }
            """);

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Exists);
        Assert.That(result.Settings!.PortPool, Is.EqualTo(new PortRange(21000, 22999)));
        Assert.That(result.Settings.LogMinFreeMegabytes, Is.EqualTo(50));
        Assert.That(result.Settings.PortRanges, Is.EquivalentTo(new Dictionary<string, PortRange>
        {
            ["shop"] = new(23000, 23099),
            ["0123456789ab"] = new(23100, 23199),
        }));
    }

    [TestCase("{}", false)]
    [TestCase("""{ "watchdog": false }""", false)]
    [TestCase("""{ "watchdog": true }""", true)]
    public async Task ReadAsync_Watchdog_IsOffUnlessAskedFor(string text, bool expected) =>
        Assert.That((await SettingsAsync(text)).Settings!.Watchdog, Is.EqualTo(expected));

    [TestCase("""{ "watchdog": "yes" }""", "1:15 Error PO1102", null)]
    [TestCase("""{ "port_pol": "21000-22999" }""", "1:3 Warning PO1101", "did you mean 'port_pool'?")]
    [TestCase("""{ "api": { "listen": true } }""", "1:3 Warning PO1301", "it has no effect in this version")]
    [TestCase("""{ "api": null }""", "1:3 Warning PO1301", "it has no effect in this version")]
    [TestCase("""{ "port_pool": "21000-21050" }""", "1:16 Warning PO1501", "give it at least 100")]
    [TestCase("""{ "port_pool": "40000-40200" }""", "1:16 Warning PO1502", "choose a range outside it")]
    [TestCase("""{ "port_ranges": { "a": "21000-21099", "b": "21099-21100" } }""", "1:45 Warning PO1503", "give every project a range of its own")]
    [TestCase("""{ "port_ranges": { "./shop": "21000-21099" } }""", "1:20 Warning PO1504", "write the whole path of the folder")]
    [TestCase("""{ "port_ranges": { "~/shop": "21000-21099" } }""", "1:20 Warning PO1504", "write the whole path of the folder")]
    [TestCase("""{ "port_pool": 21000 }""", "1:16 Error PO1102", null)]
    [TestCase("""{ "port_pool": "21000" }""", "1:16 Error PO1106", null)]
    [TestCase("""{ "port_pool": "21000-21099\n" }""", "1:16 Error PO1106", null)]
    [TestCase("""{ "port_pool": "22999-21000" }""", "1:16 Error PO1103", "write for example 21000-21099")]
    [TestCase("""{ "port_pool": "0-22999" }""", "1:16 Error PO1103", "write for example 21000-21099")]
    [TestCase("""{ "port_pool": "21000-65536" }""", "1:16 Error PO1103", "write for example 21000-21099")]
    [TestCase("""{ "port_ranges": [] }""", "1:18 Error PO1102", null)]
    [TestCase("""{ "port_ranges": { "a": "b" } }""", "1:25 Error PO1106", null)]
    [TestCase("""{ "port_ranges": { "a": "9-8" } }""", "1:25 Error PO1103", "write for example 21000-21099")]
    [TestCase("""{ "port_ranges": { " a": "8-9" } }""", "1:20 Error PO1106", null)]
    [TestCase("[]", "1:1 Error PO1102", "write at least {}")]
    [TestCase(" ", "1:1 Error PO1005", "write at least {}")]
    [TestCase("{ \"port_pool\": ", "1:16 Error PO1006", "comments and trailing commas are fine")]
    [TestCase("""{ "ui": 1, "ui": 2 }""", "1:12 Error PO1007", null)]
    public async Task ReadAsync_OneFinding_HasPlaceCodeSnippetAndHint(string text, string finding, string? hint)
    {
        var result = await SettingsAsync(text);

        Assert.That(result.Diagnostics.Where(d => Describe(d) == finding).ToList(), Has.Count.EqualTo(1), string.Join('\n', result.Diagnostics.Select(Describe)));
        var found = result.Diagnostics.Single(d => Describe(d) == finding);
        if (hint is not null) Assert.That(found.Hint, Is.EqualTo(hint));
        Assert.That(found.Snippet, Is.EqualTo(text));
        Assert.That(result.Settings is null, Is.EqualTo(found.Severity == DiagnosticSeverity.Error));
    }

    [Test]
    public async Task ReadAsync_SeveralMistakes_TellsAllInOrder()
    {
        var result = await SettingsAsync("{ \"port_pool\": \"2-1\",\n\"port_ranges\": { \"a\": 1, \"b\": \"x\" },\n\"prot_pool\": \"\" }");

        Assert.That(result.Diagnostics.Select(Describe), Is.EqualTo(new[] { "1:16 Error PO1103", "2:23 Error PO1102", "2:31 Error PO1106", "3:1 Warning PO1101" }));
    }

    [Test]
    public async Task ReadAsync_LinkedFolder_IsTheFolderItself()
    {
        var folder = Temp.Folder("shop");
        var link = Path.Combine(Temp.Path, "link");
        Directory.CreateSymbolicLink(link, folder);

        var once = await SettingsAsync($$"""{ "port_ranges": { "{{link}}/": "21000-21099" } }""");
        var twice = await SettingsAsync($$"""{ "port_ranges": { "{{link}}": "21000-21099", "{{folder}}": "21100-21199" } }""");

        Assert.That(once.Settings!.PortRanges.Keys, Is.EqualTo(new[] { folder }));
        Assert.That(twice.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.Contradiction));
    }

    [Test]
    public async Task ReadAsync_NoFileAtTheDefaultPlace_GivesDefaults()
    {
        var result = await new SettingsReader(Environment).ReadAsync();

        Assert.That(result.Exists, Is.False);
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Settings, Is.EqualTo(new MachineSettings { PortRanges = result.Settings!.PortRanges }));
        Assert.That(result.Settings.PortRanges, Is.Empty);
    }

    [Test]
    public async Task ReadAsync_FileAtTheDefaultPlace_IsRead()
    {
        Temp.Write("portorchestrator/settings.json", """{ "port_pool": "21000-22999" }""");

        Assert.That((await new SettingsReader(Environment).ReadAsync()).Settings!.PortPool, Is.EqualTo(new PortRange(21000, 22999)));
    }

    [Test]
    public async Task ReadAsync_NamedFileMissing_IsAnError()
    {
        var result = await new SettingsReader().ReadAsync(Path.Combine(Temp.Path, "none.json"));

        Assert.That(result.Settings, Is.Null);
        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileMissing));
    }

    [Test]
    public async Task ReadAsync_FolderInItsPlace_IsAnErrorEvenAtTheDefaultPlace()
    {
        Temp.Folder("portorchestrator/settings.json");

        var result = await new SettingsReader(Environment).ReadAsync();

        Assert.That(result.Settings, Is.Null);
        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileUnreadable));
        Assert.That(result.Diagnostics.Single().Message, Does.Contain("it is a folder"));
    }

    // The test's own ephemeral range, so that it does not depend on the kernel's settings.
    private Task<SettingsResult> SettingsAsync(string text) =>
        new SettingsReader(null, () => new PortRange(32768, 60999)).ReadAsync(Temp.Write("settings.json", text));

    private string? Environment(string name) => name is "XDG_CONFIG_HOME" or "APPDATA" ? Temp.Path : null;
}
