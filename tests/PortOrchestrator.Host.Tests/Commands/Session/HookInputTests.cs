using System.IO.Pipes;
using System.Text;
using PortOrchestrator.Host.Commands.Session;

namespace PortOrchestrator.Host.Tests.Commands.Session;

[CancelAfter(30_000)]
internal sealed class HookInputTests
{
    [TestCase("")]
    [TestCase("   \n")]
    [TestCase("hello")]
    [TestCase("{")]
    [TestCase("{\"session_id\":")]
    [TestCase("[{\"session_id\":\"a\"}]")]
    [TestCase("{\"session_id\":\"a\"} {}")]
    [TestCase("\0\0\0}")]
    public async Task ReadAsync_NoDocument_IsNothing(string text) => Assert.That(await ReadAsync(text), Is.SameAs(HookPayload.None));

    [TestCase("{\"session_id\":\"a\",\"cwd\":\"/tmp\"}")]
    [TestCase("\uFEFF{\"session_id\":\"a\",\"cwd\":\"/tmp\"}\r\n")]
    [TestCase("  {\"cwd\":\"/tmp\",\"nested\":{\"session_id\":\"b\"},\"session_id\":\"a\"}\n\n")]
    public async Task ReadAsync_Document_IsRead(string text)
    {
        var payload = await ReadAsync(text);

        Assert.That((payload.SessionId, payload.Folder), Is.EqualTo(("a", "/tmp")));
    }

    [TestCase("{\"session_id\":1,\"cwd\":{},\"source\":null,\"workspace_roots\":[2]}")]
    [TestCase("{\"session_id\":\"\",\"cwd\":\"\",\"workspace_roots\":[]}")]
    public async Task ReadAsync_MembersOfOtherTypes_AreLeftOut(string text)
    {
        var payload = await ReadAsync(text);

        Assert.That((payload.SessionId, payload.Folder, payload.Source), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
    }

    [Test]
    public async Task ReadAsync_NearlyAMegabyte_IsRead()
    {
        var payload = await ReadAsync($$"""{"prompt":"{{new string('x', 1_000_000)}}","session_id":"a"}""");

        Assert.That(payload.SessionId, Is.EqualTo("a"));
    }

    [Test]
    public async Task ReadAsync_MoreThanAMegabyte_IsNothing() =>
        Assert.That(await ReadAsync($$"""{"prompt":"{{new string('x', 2_000_000)}}","session_id":"a"}"""), Is.SameAs(HookPayload.None));

    [Test]
    public async Task ReadAsync_PipeThatStaysOpen_EndsWithTheDocument()
    {
        using var server = new AnonymousPipeServerStream(PipeDirection.Out);
        using var client = new AnonymousPipeClientStream(PipeDirection.In, server.ClientSafePipeHandle);
        var reading = HookInput.ReadAsync(client, TimeProvider.System);
        server.Write("{\"session_id\""u8);
        server.Write(":\"a\"}"u8);

        Assert.That((await reading.WaitAsync(TimeSpan.FromSeconds(20))).SessionId, Is.EqualTo("a"));
    }

    [Test]
    public async Task ReadAsync_NobodyWrites_GivesUp()
    {
        using var server = new AnonymousPipeServerStream(PipeDirection.Out);
        using var client = new AnonymousPipeClientStream(PipeDirection.In, server.ClientSafePipeHandle);

        var payload = await HookInput.ReadAsync(client, TimeProvider.System).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(payload, Is.SameAs(HookPayload.None));
        // Lets go of the read that was left behind.
        server.Write("x"u8);
    }

    [Test]
    public void Parse_RandomlyCutAndChangedDocuments_NeverThrows()
    {
        var random = new Random(20260301);
        var whole = Encoding.UTF8.GetBytes("\uFEFF{\"session_id\":\"ä\\u00e4\",\"cwd\":\"/tmp\",\"workspace_roots\":[\"/a\"],\"x\":[1,{\"y\":null}]}");
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = whole[..random.Next(whole.Length + 1)];
            for (var changes = random.Next(3); changes > 0 && bytes.Length > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.DoesNotThrow(() => HookPayload.Parse(bytes), Convert.ToHexString(bytes));
        }
    }

    private static Task<HookPayload> ReadAsync(string text) => HookInput.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TimeProvider.System);
}
