namespace Voltbench.Gateway.OcpiPeer;

internal sealed partial class OcpiEndpoint
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Module} of OCPI {Version} failed")]
    private partial void LogFailed(Exception exception, string method, string module, string version);
}
