using PortOrchestrator.ModuleTool;

if (args is not [var source, var target, var version])
{
    Console.Error.WriteLine("usage: Module.Tool SOURCE-FOLDER MODULE-FOLDER VERSION");
    return 2;
}

var manifest = File.ReadAllText(Path.Combine(source, "PortOrchestrator.psd1"));
File.WriteAllText(Path.Combine(target, "PortOrchestrator.psd1"), manifest.Replace("{{Version}}", version, StringComparison.Ordinal));

var pages = Directory.GetFiles(Path.Combine(source, "help"), "*.md").Order(StringComparer.Ordinal).ToList();
try
{
    var help = MamlWriter.Write(pages.Select(page => HelpPage.Parse(page, File.ReadAllText(page))));
    Directory.CreateDirectory(Path.Combine(target, "en-US"));
    help.Save(Path.Combine(target, "en-US", "PortOrchestrator.PowerShell.dll-Help.xml"));
    return 0;
}
catch (FormatException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
