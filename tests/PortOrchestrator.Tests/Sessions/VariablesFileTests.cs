using PortOrchestrator.Sessions;

namespace PortOrchestrator.Tests.Sessions;

internal sealed class VariablesFileTests
{
    private const string Block = "# >>> portorch >>>\nWEB_PORT=8000\n# <<< portorch <<<\n";

    [TestCase("", Block)]
    [TestCase("A=1", "A=1\n" + Block)]
    [TestCase("A=1\n", "A=1\n" + Block)]
    [TestCase("A=1\n# >>> portorch >>>\nOLD=1\n# <<< portorch <<<\nB=2\n", "A=1\n" + Block + "B=2\n")]
    [TestCase("A=1\r\n# >>> portorch >>>\r\nOLD=1\r\n# <<< portorch <<<\r\nB=2\r\n", "A=1\r\n" + Block + "B=2\r\n")]
    [TestCase("# >>> portorch >>>\nthe end was cut off", "# >>> portorch >>>\nthe end was cut off\n" + Block)]
    public void Replace_Files_ChangeBetweenTheMarksAlone(string before, string after) =>
        Assert.That(VariablesFile.Replace(before, "WEB_PORT=8000\n"), Is.EqualTo(after));

    [Test]
    public void Update_Twice_ChangesTheFileOnceAndKeepsItsMode()
    {
        var folder = Directory.CreateTempSubdirectory("portorch-variables-").FullName;
        try
        {
            var file = Path.Combine(folder, ".env");
            File.WriteAllText(file, "SECRET=x\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            VariablesFile.Update(file, "WEB_PORT=8000\n");
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

            VariablesFile.Update(file, "WEB_PORT=8000\n");

            Assert.That((File.ReadAllText(file), File.GetLastWriteTimeUtc(file)), Is.EqualTo(("SECRET=x\n" + Block, DateTime.UnixEpoch)));
            if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
