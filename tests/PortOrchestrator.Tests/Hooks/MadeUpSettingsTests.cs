using System.Text;
using System.Text.Json.Nodes;
using PortOrchestrator.Hooks;
using PortOrchestrator.Hooks.Agents;

namespace PortOrchestrator.Tests.Hooks;

/// <summary>Settings made up from a seed, in every layout: adding and removing hooks gives back what was there.</summary>
[CancelAfter(60_000)]
internal sealed class MadeUpSettingsTests : HookFixture
{
    private const int Files = 150;
    private const int Texts = 3000;

    private static readonly HookHost[] Agents = [HookHost.Claude, HookHost.Codex, HookHost.Gemini, HookHost.Cursor];

    [Test]
    public async Task InstallAndUninstall_AnySettings_AreAsBeforeToTheByte()
    {
        for (var seed = 0; seed < Files; seed++)
        {
            var random = new Random(seed);
            var host = Agents[random.Next(Agents.Length)];
            var text = new MadeUpJson(random).Settings();
            var bytes = random.Next(5) == 0 ? [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)] : Encoding.UTF8.GetBytes(text);
            var file = (await Hooks.InstallAsync(host, HookScope.User, dryRun: true)).File;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);

            await Hooks.InstallAsync(host);
            var written = File.ReadAllBytes(file);
            var again = await Hooks.InstallAsync(host);
            Assert.That((again.Outcome, File.ReadAllBytes(file).SequenceEqual(written)), Is.EqualTo((HookOutcome.AlreadyInstalled, true)), $"seed {seed}:\n{text}");
            await Hooks.UninstallAsync(host);

            Assert.That(File.ReadAllBytes(file), Is.EqualTo(bytes), $"seed {seed}:\n{text}");
            File.Delete(file);
        }
    }

    [Test]
    public void AdditionAndRemoval_WithoutAReceipt_LeaveEveryOtherValue()
    {
        for (var seed = 0; seed < Texts; seed++)
        {
            var random = new Random(seed);
            var format = AgentFormats.Of(Agents[random.Next(Agents.Length)]);
            HookCommand[] commands = [new(["/a b/portorch"], format.Host, HookVerb.Start), new(["/a b/portorch"], format.Host, HookVerb.End)];
            var text = new MadeUpJson(random).Settings();
            var before = new AgentDocument(format, "settings.json", Encoding.UTF8.GetBytes(text));

            var with = TextInsertion.Apply(Encoding.UTF8.GetBytes(text), before.Addition(commands));
            var added = new AgentDocument(format, "settings.json", with);
            var without = added.Without(commands);

            Assert.That(added.Has(commands), Is.True, $"seed {seed}:\n{text}\n{Encoding.UTF8.GetString(with)}");
            Assert.That(WithoutEmptyHooks(without, format), Is.EqualTo(WithoutEmptyHooks(Encoding.UTF8.GetBytes(text), format)), $"seed {seed}:\n{text}\n{Encoding.UTF8.GetString(without)}");
        }
    }

    // What was empty before is gone afterwards: nobody can tell any more who made it.
    private static string WithoutEmptyHooks(byte[] text, AgentFormat format)
    {
        var root = (JsonObject)JsonNode.Parse(text, null, new() { AllowTrailingCommas = true, CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        if (format.HasVersion) root.Remove("version");
        if (root["hooks"] is JsonObject hooks)
        {
            foreach (var name in new[] { format.StartEvent, format.EndEvent }.Where(n => hooks[n] is JsonArray { Count: 0 })) hooks.Remove(name);
            if (hooks.Count == 0) root.Remove("hooks");
        }

        return root.ToJsonString();
    }
}
