namespace PortOrchestrator.ConfigParsers.Tests;

/// <summary>A schema in <c>docs/schema</c>, which is written from a table of keys.</summary>
internal static class PublishedSchema
{
    /// <summary>When this is 1, the tests that compare the files bring them up to date first.</summary>
    private const string Update = "PORTORCH_UPDATE_SCHEMAS";

    /// <summary>Fails unless the published file is what the table says.</summary>
    /// <param name="name">The file's name in <c>docs/schema</c>.</param>
    /// <param name="copy">Its copy beside the tests.</param>
    /// <param name="written">What the table says.</param>
    public static void Check(string name, string copy, string written)
    {
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Path.Combine(Root(), "docs/schema", name), written);
            return;
        }

        Assert.That(File.ReadAllText(copy), Is.EqualTo(written), $"docs/schema/{name} is out of date: run this test again with {Update}=1, then build");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PortOrchestrator.sln"))) folder = folder.Parent;
        return folder!.FullName;
    }
}
