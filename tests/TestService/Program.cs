using PortOrchestrator.TestService;

if (args is ["--help" or "-h"])
{
    Console.Out.Write(Usage.Text);
    return 0;
}

try
{
    using var service = new Service(Options.Parse(args));
    return service.Run();
}
catch (FormatException e)
{
    Console.Error.WriteLine($"testservice: {e.Message}");
    return 2;
}
catch (System.Net.Sockets.SocketException e)
{
    Console.Error.WriteLine($"testservice: cannot listen: {e.SocketErrorCode}");
    return 98;
}
