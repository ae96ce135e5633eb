using System.Text.Json;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.Settings;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.Settings;

internal sealed class SettingsSchemaTests : ConfigurationFixture
{
    private static readonly string[] Values =
    [
        "null", "true", "1", "\"\"", "\"x\"", "\"21000\"", "\"21000-21099\"", "\" 21000-21099\"", "[]", "[\"x\"]", "{}", "{ \"shop\": \"21000-21099\" }",
        "{ \"shop\": 1 }", "{ \"\": \"21000-21099\" }", "{ \" shop\": \"21000-21099\" }", "{ \"/srv/my shop\": \"21000-21099\" }", "{ \"unknown\": 1 }",
    ];

    private static string Published => Path.Combine(TestContext.CurrentContext.TestDirectory, "published.settings.schema.json");

    private static IEnumerable<string> KeyNames => SettingsKeys.Settings.Keys.Select(k => k.Name).Append("unknown").Append("x-mine");

    [Test]
    public void Write_KeyTable_IsThePublishedFile() =>
        PublishedSchema.Check("settings.schema.json", Published, SchemaWriter.Write(SettingsKeys.Settings, SettingsKeys.Title));

    [TestCaseSource(nameof(KeyNames))]
    public async Task Verdict_AnyValueOfAKey_IsThatOfTheReader(string key)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Published));
        foreach (var value in Values)
        {
            var document = $"{{ \"{key}\": {value} }}";
            var result = await new SettingsReader().ReadAsync(Temp.Write("settings.json", document));
            var accepted = result.Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error && d.Code != DiagnosticCodes.UnknownKey);

            using var json = JsonDocument.Parse(document);
            Assert.That(new SchemaEvaluator(schema.RootElement).Accepts(json.RootElement), Is.EqualTo(accepted), document);
        }
    }
}
