using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

internal sealed class ServiceNameTests
{
    [TestCase("web", "web")]
    [TestCase("@acme/web-app", "web-app")]
    [TestCase("Shop.Api", "shop-api")]
    [TestCase("Web App!", "web-app")]
    [TestCase("日本", "service")]
    [TestCase("--x--", "x")]
    public void Slug_AnyText_IsAName(string text, string expected) => Assert.That(ServiceNames.Slug(text), Is.EqualTo(expected));

    [Test]
    public void Give_NamesThatClash_AreMadeToDiffer()
    {
        // As names, as file names, as variables, and with a variable of a port.
        var findings = new[]
        {
            Finding("web", "a"), Finding("web", "b"), Finding("WEB", ""), Finding("kafka-ui", ""), Finding("kafka_ui", "c"),
            Finding("db", "") with { Ports = [new FoundPort(1), new FoundPort(2) { Name = "ui" }] }, Finding("db-ui", "d"), Finding("db-ui", "d"),
        };

        var names = ServiceNames.Give(findings).Select(s => s.Name);

        Assert.That(names, Is.EqualTo(new[] { "web", "b-web", "web-2", "kafka-ui", "c-kafka_ui", "db", "d-db-ui", "db-ui-2" }));
    }

    private static Finding Finding(string name, string folder) => new()
    {
        Authority = Authority.Procfile,
        Folder = folder,
        Name = name,
        Confidence = DetectionConfidence.Declared,
        Evidence = new DetectionEvidence("Procfile"),
    };
}
