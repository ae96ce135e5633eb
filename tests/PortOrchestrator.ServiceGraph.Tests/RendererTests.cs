using System.Text.Json;
using PortOrchestrator.Configuration;
using static PortOrchestrator.ServiceGraph.Tests.Define;

namespace PortOrchestrator.ServiceGraph.Tests;

internal sealed class RendererTests
{
    private static readonly DependencyGraph Graph = Graph(
        Service("db") with { Tier = 0, Kind = ServiceKind.Daemon },
        Service("api") with { Dependencies = [On("db"), On("migrate", DependencyCondition.CompletedSuccessfully)] },
        Service("migrate") with { Kind = ServiceKind.Task, Required = false },
        Service("old") with { Disabled = true });

    [Test]
    public void Render_Tree_GroupsByTierWithConditions() =>
        Assert.That(GraphRenderer.Render(Graph, GraphFormat.Tree), Is.EqualTo(
            """
            tier 0
            └─ db (daemon)
            tier 3
            ├─ migrate (task, optional)
            ├─ old (disabled)
            └─ api
               ├─ after db is ready
               └─ after migrate is completed_successfully

            """.ReplaceLineEndings("\n")));

    [Test]
    public void Render_Mermaid_UsesOwnIdsAndLabelsConditions() =>
        Assert.That(GraphRenderer.Render(Graph.Plan(), GraphFormat.Mermaid), Is.EqualTo(
            """
            flowchart LR
              subgraph tier0["tier 0"]
                s0["db"]
              end
              subgraph tier3["tier 3"]
                s1["migrate (optional)"]
                s2["api"]
              end
              s2 --> s0
              s2 -->|completed_successfully| s1

            """.ReplaceLineEndings("\n")));

    [Test]
    public void Render_MermaidOfAwkwardNames_EscapesEveryCharacterOfSyntax()
    {
        var text = GraphRenderer.Render(Graph(Service("a\"]\n#x;"), Service("end")), GraphFormat.Mermaid);

        Assert.That(text, Does.Contain("s0[\"a#34;#93;#10;#35;x#59;\"]").And.Contain("s1[\"end\"]"));
    }

    [Test]
    public void Render_Json_HasEveryFieldOfANode()
    {
        using var json = JsonDocument.Parse(GraphRenderer.Render(Graph, GraphFormat.Json));

        var nodes = json.RootElement.GetProperty("nodes").EnumerateArray().ToDictionary(n => n.GetProperty("name").GetString()!);
        var api = nodes["api"];
        Assert.Multiple(() =>
        {
            Assert.That(nodes.Keys, Is.EqualTo(new[] { "db", "migrate", "old", "api" }));
            Assert.That(api.GetProperty("tier").GetInt32(), Is.EqualTo(3));
            Assert.That(api.GetProperty("layer").GetInt32(), Is.EqualTo(1));
            Assert.That(api.GetProperty("kind").GetString(), Is.EqualTo("process"));
            Assert.That(nodes["migrate"].GetProperty("required").GetBoolean(), Is.False);
            Assert.That(nodes["old"].GetProperty("disabled").GetBoolean(), Is.True);
            Assert.That(
                api.GetProperty("dependsOn").EnumerateArray().Select(d => $"{d.GetProperty("service")}:{d.GetProperty("condition")}"),
                Is.EqualTo(new[] { "db:ready", "migrate:completed_successfully" }));
        });
    }

    [Test]
    public void Render_UnknownFormat_Throws() =>
        Assert.That(() => GraphRenderer.Render(Graph, (GraphFormat)99), Throws.TypeOf<ArgumentOutOfRangeException>());
}
