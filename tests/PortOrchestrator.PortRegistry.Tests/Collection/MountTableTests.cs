using PortOrchestrator.PortRegistry.Collection;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

[Platform(Exclude = "Win")]
internal sealed class MountTableTests
{
    private const string Text =
        """
        22 27 0:21 / /proc rw,relatime - proc proc rw
        27 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw,discard
        30 27 8:17 /sub /mnt/my\040disk\134 rw - ext4 /dev/sdb1 rw
        31 27 8:18 / /mnt/disk rw - ext4 /dev/sdc1 rw
        32 27 8:19 / /mnt/disk rw - ext4 /dev/sdd1 rw
        this is no mount
        33 27 8:20 / /short rw - ext4
        """;

    [TestCase("/home/me", "/", "/dev/vda")]
    [TestCase("/mnt/my disk\\/project", "/mnt/my disk\\", "/dev/sdb1")]
    [TestCase("/mnt/disk", "/mnt/disk", "/dev/sdd1")]
    [TestCase("/mnt/disk/a", "/mnt/disk", "/dev/sdd1")]
    [TestCase("/mnt/disks", "/", "/dev/vda")]
    [TestCase("/short/a", "/", "/dev/vda")]
    public void Of_Path_FindsTheMountThatItIsOn(string path, string point, string source)
    {
        var mount = MountTable.Parse(Text).Of(path);

        Assert.That((mount!.Point, mount.Source), Is.EqualTo((point, source)));
    }

    [Test]
    public void Name_TwoContainersOfOneImage_Differ()
    {
        string[] names = [.. new[] { "a", "b" }.Select(id => ThisPlace.Name(MountTable.Parse(
            $"1 0 0:5 / / rw - overlay overlay rw,lowerdir=/var/lib/image,upperdir=/var/lib/{id}/diff,workdir=/var/lib/{id}/work")))];

        Assert.That(names[0], Is.Not.EqualTo(names[1]));
    }

    [Test]
    public void Parse_AnyText_NeverThrows()
    {
        var random = new Random(4711);
        for (var i = 0; i < 2000; i++)
        {
            var text = Text.ToCharArray();
            for (var k = 0; k < 10; k++) text[random.Next(text.Length)] = " -\\0\n/7x"[random.Next(8)];
            Assert.That(() => MountTable.Parse(new string(text)).Of("/mnt/disk/a"), Throws.Nothing);
        }
    }
}
