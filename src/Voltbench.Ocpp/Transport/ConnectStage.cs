namespace Voltbench.Ocpp.Transport;

/// <summary>How far a connect has come; names the culprit of a timeout.</summary>
internal enum ConnectStage
{
    Name,
    Tcp,
    Tls,
    Upgrade,
}
