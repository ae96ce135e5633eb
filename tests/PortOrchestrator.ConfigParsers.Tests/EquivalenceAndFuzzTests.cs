using System.Text;
using System.Text.Json;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class EquivalenceAndFuzzTests : ConfigurationFixture
{
    private const string Json = """
        {
          "project_name": "p", "env": { "A": "1", "B": true }, "port_range": "21000-21099", "shell": "bash",
          "services": [
            { "name": "db", "tier": 1, "start_command": "serve --port $PORT", "port": 5432, "health_check": "exec:check", "timeout_seconds": 1.5 },
            { "name": "api", "start_command": ["run", "x y"], "ports": { "http": { "port": 8080, "mode": "prefer" }, "dbg": 9 },
              "depends_on": { "db": { "condition": "started" } }, "restart": { "policy": "no" }, "env": { "N": 1.50, "S": "yes" },
              "readiness_probe": { "http": "http://localhost:8080/", "period_seconds": 0.5 }, "shutdown": { "signal": "SIGINT" } }
          ]
        }
        """;

    private const string Yaml = """
        project_name: p
        env: {A: "1", B: true}
        port_range: 21000-21099
        shell: bash
        services:
          - name: db
            tier: 0x1
            start_command: serve --port $PORT
            port: 5432
            health_check: exec:check
            timeout_seconds: 1.5
          - name: api
            start_command: [run, "x y"]
            ports:
              http: &http {port: 8080, mode: prefer}
              dbg: 9
            depends_on: {db: {condition: started}}
            restart:
              policy: no
            env:
              N: 1.50
              S: yes
            readiness_probe:
              http: http://localhost:8080/
              period_seconds: 0.5
            shutdown: {signal: SIGINT}
        """;

    [Test]
    public async Task ReadAsync_SameContentInYaml_GivesTheSameDefinition()
    {
        var (json, yaml) = (await ReadAsync(Json), await ReadAsync(Yaml, ".project-services.yaml"));

        Assert.That(json.Diagnostics, Is.Empty);
        Assert.That(yaml.Diagnostics, Is.Empty);
        Assert.That(WithoutPlaces(yaml.Definition!), Is.EqualTo(WithoutPlaces(json.Definition!)));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Parse_MutatedDocuments_NeverThrowAndAlwaysTellThePlace([Values(1, 2, 3)] int seed, [Values(true, false)] bool isJson)
    {
        var random = new Random(seed);
        var original = Encoding.UTF8.GetBytes(isJson ? Json : Yaml);
        for (var i = 0; i < 700; i++)
        {
            var bytes = Mutate(random, original);
            var diagnostics = new Documents.DiagnosticBag();
            var path = Path.Combine(Temp.Path, isJson ? "f.json" : "f.yaml");
            var root = Documents.DocumentReader.Parse(path, bytes, diagnostics);
            if (root is not null && FormatGate.Accept(root, diagnostics) is { Format: FileFormat.ProjectServices } file)
            {
                await new ProjectServices.ProjectServicesParser(diagnostics).ParseAsync(Temp.Path, [file.Map], default);
            }
            else
            {
                Assert.That(diagnostics.HasErrors, Is.True);
            }

            Assert.That(diagnostics.InOrderOf([path]).All(d => d.Location is { Line: >= 1, Column: >= 1 }), Is.True, Encoding.UTF8.GetString(bytes));
        }
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        var bytes = original.ToArray();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var (a, b) = (random.Next(bytes.Length), random.Next(bytes.Length));
            switch (random.Next(4))
            {
                case 0: bytes[a] = (byte)random.Next(256); break;
                case 1: (bytes[a], bytes[b]) = (bytes[b], bytes[a]); break;
                case 2: bytes = [.. bytes[..Math.Min(a, b)], .. bytes[Math.Max(a, b)..]]; break;
                default: bytes = bytes[..Math.Max(1, a)]; break;
            }
        }

        return bytes;
    }

    private static string WithoutPlaces(ProjectDefinition project) => JsonSerializer.Serialize(project with
    {
        Files = [],
        Services =
        [
            .. project.Services.Select(s => s with
            {
                Location = null,
                Ports = [.. s.Ports.Select(p => p with { Location = null })],
                Dependencies = [.. s.Dependencies.Select(d => d with { Location = null })],
                Readiness = s.Readiness is null ? null : s.Readiness with { Location = null },
            }),
        ],
    });
}
