using System.Security.Cryptography;

namespace PortOrchestrator.Abstractions.Tests;

public class ContentHashTests
{
    // Beside every border of a block, and of the room that its padding needs.
    [Test]
    public void Of_EveryLengthUpToFourBlocks_IsTheSystemsSha256()
    {
        var random = new Random(29);
        for (var length = 0; length <= 260; length++)
        {
            var content = new byte[length];
            random.NextBytes(content);
            Assert.That(ContentHash.Of(content), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(content))), $"{length} bytes");
        }
    }

    // FIPS 180-4, example for SHA-256.
    [Test]
    public void Of_TheStandardsExample_IsItsHash() =>
        Assert.That(ContentHash.Of("abc"u8), Is.EqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}
