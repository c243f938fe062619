namespace Voltbench.Ocpp.V201.Types;

public enum HashAlgorithm
{
    SHA256,
    SHA384,
    SHA512,
}
