using Voltbench.Ocpp.V201.DataTransfer;

namespace Voltbench.Csms.V201.DataTransfer;

/// <summary>OCPP 2.0.1 part 2, use case P02: this CSMS speaks no vendor's extension.</summary>
internal static class DataTransfer
{
    public static DataTransferResponse Answer(Station station, DataTransferRequest request) => new() { Status = DataTransferStatus.UnknownVendorId };
}
