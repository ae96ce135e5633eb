using System.Text.Json;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests;

/// <summary>The published schema and the parser must agree on every document, whatever is put under every key.</summary>
internal sealed class SchemaVerdictTests : ConfigurationFixture
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "3", "4", "0.5", "65535", "65536", "1e9", "\"\"", "\" \"", "\"x\"", "\"a b\"", "\"x:1\"", "\"http://localhost:80/\"",
        "\"tcp://localhost:80\"", "\"exec:x\"", "\"task\"", "\"exact\"", "\"udp\"", "\"on_failure\"", "\"report\"", "\"SIGINT\"", "\"grace\"", "\"machine\"", "\"system\"",
        "\"21000-21099\"", "[]", "[1]", "[\"x\"]", "[256]", "[null]", "{}", "{ \"x\": 1 }", "{ \"x\": {} }", "{ \"x\": { \"condition\": \"ready\" } }", "{ \"x\": { \"port\": 80 } }",
        "{ \"x\": { \"port\": 80, \"mode\": \"auto\", \"env\": \"1\" } }", "{ \"a b\": 1 }", "{ \"tcp\": 80 }", "{ \"http\": { \"url\": \"http://a\" } }", "{ \"http\": {} }",
        "{ \"exec\": { \"command\": [\"x\"] } }", "{ \"notify\": true, \"period_seconds\": 0 }", "{ \"tcp\": 80, \"file\": \"x\" }", "{ \"policy\": \"no\", \"max_restarts\": 0 }",
        "{ \"signal\": \"SIGTERM\" }", "{ \"max_files\": 0 }", "{ \"memory_mb\": 1 }", "{ \"unknown\": 1 }",
    ];

    private static IEnumerable<string> ServiceKeyNames => ServiceKeys.Service.Keys.Select(k => k.Name).Append("unknown");

    private static IEnumerable<string> ProjectKeyNames => ProjectServicesKeys.Project.Keys.Select(k => k.Name).Append("unknown").Append("x-mine");

    [TestCaseSource(nameof(ServiceKeyNames))]
    public async Task Verdict_AnyValueOfAServiceKey_IsTheSame(string key)
    {
        foreach (var value in Values)
        {
            var name = key == "name" ? "" : "\"name\": \"web\", ";
            var command = key == "start_command" ? "" : "\"start_command\": \"x\", ";
            await AssertSameAsync($"{{ \"services\": [ {{ {name}{command}\"{key}\": {value} }} ] }}");
        }
    }

    [TestCaseSource(nameof(ProjectKeyNames))]
    public async Task Verdict_AnyValueOfAProjectKey_IsTheSame(string key)
    {
        foreach (var value in Values)
        {
            var services = key == "services" ? "" : "\"services\": [], ";
            await AssertSameAsync($"{{ {services}\"{key}\": {value} }}");
        }
    }

    [TestCase("{}")]
    [TestCase("{ \"services\": [ {} ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\" } ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"kind\": \"compose\" } ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"kind\": \"compose\", \"compose_service\": \"a\" } ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"kind\": \"systemd\", \"compose_service\": \"a\" } ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"kind\": \"external\" } ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"kind\": \"external\", \"readiness_probe\": { \"tcp\": 1 } } ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"start_command\": \"x\", \"required\": true, \"optional\": true } ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"start_command\": \"x\", \"required\": false, \"optional\": true } ] }")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"start_command\": \"x\", \"health_check\": \"\", \"readiness_probe\": { \"tcp\": 1 } } ] }")]
    public Task Verdict_RulesBetweenKeys_AreTheSame(string document) => AssertSameAsync(document);

    [Test]
    public void Schema_EveryKey_HasTheDefaultOfTheTable()
    {
        using var schema = JsonDocument.Parse(ProjectServicesSchema.Text);
        var properties = schema.RootElement.GetProperty("$defs").GetProperty("service").GetProperty("properties");

        Assert.That(properties.EnumerateObject().Select(p => p.Name), Is.EqualTo(ServiceKeys.Service.Keys.Select(k => k.Name)));
        foreach (var key in ServiceKeys.Service.Keys)
        {
            var written = properties.GetProperty(key.Name).TryGetProperty("default", out var value) ? value.GetRawText() : null;
            Assert.That(written, Is.EqualTo(key.Default), key.Name);
        }
    }

    private async Task AssertSameAsync(string document)
    {
        using var schema = JsonDocument.Parse(ProjectServicesSchema.Text);
        using var json = JsonDocument.Parse(document);
        var result = await ReadAsync(document);
        var accepted = result.Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error && d.Code != DiagnosticCodes.UnknownKey);

        // What only the file system or two values together decide is beyond a schema.
        if (result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error && d.Code is DiagnosticCodes.EnvironmentFile)) return;
        Assert.That(new SchemaEvaluator(schema.RootElement).Accepts(json.RootElement), Is.EqualTo(accepted), document + "\n" + string.Join('\n', result.Diagnostics));
    }
}
