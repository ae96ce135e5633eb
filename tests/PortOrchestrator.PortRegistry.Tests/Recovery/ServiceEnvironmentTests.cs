using PortOrchestrator.PortRegistry.Storage.Recovery;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

internal sealed class ServiceEnvironmentTests
{
    private const string Identity = "PORTORCH_PROJECT=shop\0PORTORCH_CHECKOUT=main\0PORTORCH_SERVICE=web-ui\0PORTORCH_INSTANCE=1\0";

    [TestCase("PORT=8000", 8000, ExpectedResult = "default")]
    [TestCase("WEB_UI_PORT=8000", 8000, ExpectedResult = "default")]
    [TestCase("PORT=8000\0WEB_UI_PORT=8000\0WEB_UI_ADMIN_PORT=8000", 8000, ExpectedResult = "admin", Description = "the first port has a name")]
    [TestCase("PORT=8000\0WEB_UI_ADMIN_PORT=8001", 8001, ExpectedResult = "admin")]
    [TestCase("WEB_UI_HTTP_ALT_PORT=8001", 8001, ExpectedResult = "http.alt", Description = "known by this name")]
    [TestCase("WEB_UI_HTTP_NEW_PORT=8001", 8001, ExpectedResult = null, Description = "http-new, http_new or http.new")]
    [TestCase("API_PORT=8001\0WEB_PORT=8001", 8001, ExpectedResult = null, Description = "another service's")]
    [TestCase("PORT=8000", 9229, ExpectedResult = null, Description = "a debugger's")]
    public string? NameOf_APort_IsTheNameThatItsVariableHas(string variables, int port) =>
        ServiceEnvironment.Parse(Identity + variables + "\0")!.NameOf(port, ["default", "http.alt"]);

    [TestCase("PORTORCH_PROJECT=shop\0PORTORCH_CHECKOUT=main\0PORTORCH_SERVICE=web\0")]
    [TestCase("PATH=/bin\0")]
    [TestCase("")]
    public void Parse_NotOfAService_IsNothing(string block) => Assert.That(ServiceEnvironment.Parse(block), Is.Null);
}
