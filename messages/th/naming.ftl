# ชื่อของรายการ
months = { $first } – { $last }
round = รอบ { $months } เดือน ปีงบประมาณ พ.ศ. { $year }
indicator = ตัวชี้วัด { $indicator }
project = ตัวชี้วัด { $indicator } โครงการ { $project }
