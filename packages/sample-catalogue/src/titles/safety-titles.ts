// What safety and working life laws are about: under each family, R regulations, O orders, P finished wording with places, A Acts; a year ends a line that is younger.
export const safetyTitles = `
# FIRE
R|Fire Precautions (Workplace)|1997
R|Fire Safety (Employees' Capabilities)|2010
R|Fire Safety|2006
R|Fire Precautions (Application for Certificate)
O|Fire Precautions (Hotels and Boarding Houses)
O|Firefighters' Pension Scheme
O|Fire Services (Appointments and Promotion)
R|Fire and Rescue Services (Charging)|2004
O|Fire and Rescue Services (Emergencies)|2004
R|Firemen's Pensions
R|Smoke and Carbon Monoxide Alarm|2015
P|{place} and {place} Fire Services (Combination Scheme) Order
P|{place} Fire and Rescue Authority (Constitution) Order|2004
A|Fire Services
A|Fire and Rescue Services
# FIRE: Dangerous and Explosive Substances
R|Dangerous Substances and Explosive Atmospheres|2002
R|Control of Major Accident Hazards|1999
R|Carriage of Dangerous Goods and Use of Transportable Pressure Equipment|2004
R|Explosives
R|Classification, Hazard Information and Packaging
R|Manufacture and Storage of Explosives|2005
R|Dangerous Substances in Harbour Areas
R|Petroleum Spirit (Plastic Containers)
R|Notification of Installations Handling Hazardous Substances
O|Petroleum (Mixtures)
O|Poisons List
R|Poisons
R|Fireworks
R|Acetylene Safety
A|Explosives
A|Fireworks and Pyrotechnic Articles|2020
A|Petroleum (Consolidation)
# OH&S: Gas & Electrical Safety
R|Gas Safety (Installation and Use)
R|Gas Safety (Management)|1996
R|Electricity at Work
R|Electricity Safety, Quality and Continuity|2002
R|Electrical Equipment (Safety)
R|Gas Appliances (Safety)
R|Gas Safety (Rights of Entry)
R|Pipelines Safety|1996
R|Electrical Safety Standards in the Private Rented Sector|2020
R|Low Voltage Electrical Equipment
# OH&S: Mines & Quarries
R|Mines
R|Quarries
R|Coal and Other Mines (Ventilation)
R|Coal and Other Mines (Safety-Lamps and Lighting)
R|Coal and Other Mines (Locomotives)
R|Coal Mines (Respirable Dust)|1975
R|Coal Mines (Control of Inhalable Dust)
R|Stratified Ironstone, Shale and Fireclay Mines (Explosives)
R|Mines (Shafts and Winding)
R|Escape and Rescue from Mines|1995
R|Quarries (Explosives)
R|Management and Administration of Safety and Health at Mines|1993
R|Borehole Sites and Operations|1995
P|{place} Mine (Diesel Vehicles) Special Regulations
P|{place} Colliery (Storage Battery Locomotives) Special Regulations
A|Quarries
A|Mines
# OH&S: Occupational / Personal Safety
R|Control of Noise at Work|2005
R|Control of Vibration at Work|2005
R|Control of Asbestos|2006
R|Control of Asbestos at Work|1987
R|Control of Lead at Work
R|Control of Substances Hazardous to Health|1988
R|Management of Health and Safety at Work|1992
R|Manual Handling Operations|1992
R|Personal Protective Equipment at Work|1992
R|Provision and Use of Work Equipment|1992
R|Workplace (Health, Safety and Welfare)|1992
R|Work at Height|2005
R|Working at Height
R|Lifting Operations and Lifting Equipment|1998
R|Pressure Systems Safety|2000
R|Construction (Design and Management)|1994
R|Construction (Health, Safety and Welfare)
R|Confined Spaces|1997
R|Health and Safety (First-Aid)|1981
R|Health and Safety (Display Screen Equipment)|1992
R|Health and Safety (Fees)|1974
R|Health and Safety (Consultation with Employees)|1996
R|Health and Safety (Enforcing Authority)|1977
R|Health and Safety (Sharp Instruments in Healthcare)|2013
R|Reporting of Injuries, Diseases and Dangerous Occurrences|1985
R|Safety Representatives and Safety Committees|1977
R|Work in Compressed Air
R|Diving at Work
R|Shipbuilding and Ship-repairing
R|Protection of Eyes
R|Woodworking Machines
R|Factories (Cleanliness of Walls and Ceilings)
O|Dangerous Occurrences (Notification)
O|Factories Act (Certificate of Fitness)
A|Health and Safety at Work
A|Factories
A|Office and Shop Premises
A|Corporate Homicide
# OH&S: Offshore Safety
O|Offshore Installations (Safety Zones)
R|Offshore Installations (Safety Case)|1992
R|Offshore Installations (Prevention of Fire and Explosion, and Emergency Response)|1995
R|Offshore Installations and Wells (Design and Construction, etc.)|1996
R|Offshore Installations (Operational Safety, Health and Welfare)
R|Offshore Installations (Life-saving Appliances)
R|Offshore Petroleum Activities (Oil Pollution Prevention and Control)|2005
R|Offshore Chemicals|2002
R|Offshore Combustion Installations (Pollution Prevention and Control)|2001
O|Health and Safety at Work etc. Act 1974 (Application outside Great Britain)
P|Offshore Installations (Safety Zones) ({field} Field) Order
P|Offshore Installations ({field} Platform) (Safety Zone) Order
P|Submarine Pipelines ({field} to {place}) Order|1976
# NUCLEAR & RADIOLOGICAL
R|Ionising Radiations
R|Ionising Radiation (Medical Exposure)|2000
R|Radiation (Emergency Preparedness and Public Information)|2001
R|Nuclear Reactors (Environmental Impact Assessment for Decommissioning)|1999
R|Nuclear Installations (Dangerous Occurrences)|1965
R|Nuclear Installations (Insurance Certificate)
R|Nuclear Industries Security|2003
R|Nuclear Safeguards
R|High-activity Sealed Radioactive Sources and Orphan Sources|2005
R|Radioactive Material (Road Transport)
R|Justification of Practices Involving Ionising Radiation|2004
O|Radioactive Substances (Smoke Detectors) Exemption
O|Radioactive Substances (Hospitals) Exemption
O|Radioactive Substances (Uranium and Thorium) Exemption
R|Radioactive Contaminated Land|2006
P|{place} Nuclear Site (Designated Installation) Order
A|Radioactive Substances
# HR: Employment
R|Employment Rights (Increase of Limits)|1996
O|Employment Rights (Increase of Limits)|1999
R|National Minimum Wage|1998
R|Employment Equality (Age)|2006
R|Employment Equality (Religion or Belief)|2003
R|Maternity and Parental Leave etc.|1999
R|Paternity and Adoption Leave|2002
R|Shared Parental Leave|2014
R|Flexible Working|2002
R|Fixed-term Employees (Prevention of Less Favourable Treatment)|2002
R|Part-time Workers (Prevention of Less Favourable Treatment)|2000
R|Transfer of Undertakings (Protection of Employment)|1981
R|Agency Workers|2010
R|Employment Tribunals (Constitution and Rules of Procedure)|1993
R|Industrial Tribunals (Rules of Procedure)
R|Information and Consultation of Employees|2004
R|Conduct of Employment Agencies and Employment Businesses
R|Gangmasters (Licensing Conditions)|2006
R|Posted Workers|2016
O|Industrial Training (Construction Board)|1964
O|Industrial Training Levy (Engineering Construction Board)|1991
O|Redundancy Payments (Local Government) (Modification)|1983
O|Employment Protection (Continuity of Employment)
O|Wages Councils (Retail Food and Allied Trades)
R|Agricultural Wages
A|Employment
A|Industrial Relations
A|Employment Rights
A|Agricultural Sector
# HR: Insurance / Compensation / Wages / Benefits
R|Universal Credit|2013
R|Personal Independence Payment|2013
R|Employment and Support Allowance|2008
R|Housing Benefit
R|Income Support (General)
R|Jobseeker's Allowance|1996
R|State Pension Credit|2002
R|Statutory Sick Pay (General)|1982
R|Statutory Maternity Pay (General)|1986
R|Statutory Paternity Pay and Statutory Adoption Pay (General)|2002
R|Social Security (Contributions)
R|Social Security (Industrial Injuries) (Prescribed Diseases)
R|Social Security (Overlapping Benefits)
R|Social Security (Claims and Payments)
O|Social Security Benefits Up-rating
R|National Insurance (Industrial Injuries)
R|Employers' Liability (Compulsory Insurance)|1971
R|Carer's Allowance|2003
R|Council Tax Reduction Schemes|2012
R|Discretionary Housing Payments (Grants)|2001
R|Pneumoconiosis etc. (Workers' Compensation) (Payment of Claims)|1979
R|Mesothelioma Lump Sum Payments (Conditions and Amounts)|2008
R|Workmen's Compensation (Supplementation)
O|Criminal Injuries Compensation
R|Disability Living Allowance|1991
A|Social Security
A|Welfare Reform
A|National Insurance
A|Damages (Asbestos-related Conditions)|2007
# HR: Pensions
R|Occupational Pension Schemes (Disclosure of Information)
R|Occupational Pension Schemes (Scheme Funding)|2005
R|Occupational Pension Schemes (Charges and Governance)|2015
R|Occupational and Personal Pension Schemes (Automatic Enrolment)|2010
R|Personal Pension Schemes (Contracting-out)
R|Pension Protection Fund (Compensation)|2005
R|Local Government Pension Scheme
R|Teachers' Superannuation
R|Teachers' Pension Scheme|2014
R|National Health Service Pension Scheme
R|National Health Service (Superannuation)
R|Police Pensions
R|Judicial Pensions
R|Stakeholder Pension Schemes|2000
R|Public Service Pensions (Revaluation)|2013
O|Pensions Increase (Review)
O|Guaranteed Minimum Pensions Increase|1985
O|Naval, Military and Air Forces Etc. (Disablement and Death) Service Pensions
A|Pensions
A|Pension Schemes
A|Superannuation
# HR: Working Time
R|Working Time|1998
R|Road Transport (Working Time)|2005
R|Merchant Shipping (Hours of Work)
R|Civil Aviation (Working Time)|2004
R|Fishing Vessels (Working Time: Sea-fishermen)|2004
R|Cross-border Railway Services (Working Time)|2008
R|Railways (Safety Critical Work)
R|Drivers' Hours (Goods Vehicles) (Modifications)
O|Shops (Early Closing Days)
A|Shops (Sunday Trading &c.)
`;
