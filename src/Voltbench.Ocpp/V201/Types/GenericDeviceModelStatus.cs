namespace Voltbench.Ocpp.V201.Types;

public enum GenericDeviceModelStatus
{
    Accepted,
    Rejected,
    NotSupported,
    EmptyResultSet,
}
